using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// Fits the prior of a new client to the clients of a book (empirical Bayes, Efron and Morris 1973): the weights of the models, the weekday
/// profile and the rate. Each client counts with the posterior of their last active day: a silence that has not ended says nothing about
/// how they called.
/// </summary>
/// <param name="monday">The day whose check reads; what became known later is not seen.</param>
/// <param name="shippedClients">How many clients the shipped prior weighs as much as; 0 = the maximum likelihood estimate.</param>
internal sealed class BookPriorFit(int monday, double shippedClients = BookPriorFit.ShippedClients)
{
    /// <summary>The shipped prior weighs as much as this many clients.</summary>
    private const double ShippedClients = 36;

    /// <summary>The shipped weekday profile weighs as much as this many expected calls.</summary>
    private const float ShippedProfile = 200;

    /// <summary>Prior counts of the gamma distribution of the rate, in calls.</summary>
    private const float RateCalls = 2;

    /// <summary>Steps of the EM algorithm; after these the weights hardly move.</summary>
    private const int Rounds = 20;

    /// <summary>Keeps the rate of a book of very few calls a number.</summary>
    private const double FewWeeks = .1;

    private readonly Baseline _usual = new();
    private readonly List<ClientPosterior> _known = [];

    public void Add(ClientHistory history)
    {
        var days = new ClientDays(history, monday, PatternWindow.Start(monday));
        _usual.Clear(BookPrior.Shipped);
        ClientPosterior? last = null;
        int exposed = 0, active = 0;
        for (var day = days.Start; day < monday; day++)
        {
            var weekday = Moment.Weekday(day);
            if (weekday == 0)
                _usual.StartWeek();
            var seen = days.Read(day);
            active += seen.IsActive ? 1 : 0;
            if (!seen.Exposed)
                continue;
            exposed++;
            // The first call of a client with no stated start is why we look at all.
            if (day == days.First && history.StartDay is null && !days.HasEarlier)
                continue;
            _usual.Observe(weekday, seen.Contacts);
            if (seen.IsActive && exposed >= MinimumHistory.ExposedDays && active >= MinimumHistory.ActiveDays)
                last = _usual.Posterior;
        }
        if (last is { } known)
            _known.Add(known);
    }

    /// <summary>The fitted prior; the shipped one when no client is known.</summary>
    public BookPrior Learnt()
    {
        var shipped = BookPrior.Shipped;
        if (_known.Count == 0)
            return shipped;
        // Sums of floats depend on the order: the same clients give the same, in whatever order they come.
        _known.Sort((one, other) => (one.Calls, one.Weeks, one.Rates[0], one.Rates[1]).CompareTo((other.Calls, other.Weeks, other.Rates[0], other.Rates[1])));
        Vector256<float> strength = Vector256.Create(ShippedProfile), profileCalls = strength * shipped.Profile, profileDays = strength;
        double calls = FewWeeks, weeks = FewWeeks;
        foreach (var one in _known)
        {
            profileCalls += one.ProfileCalls;
            profileDays += one.ProfileDays;
            calls += one.Calls;
            weeks += one.Weeks;
        }
        var profile = profileCalls / profileDays;
        var share = _known.Count / (_known.Count + shippedClients);
        double Shrunk(double without, double learnt) => without + (learnt - without) * share;
        var weight = Shrunk(shipped.Calls, RateCalls);
        var rate = Math.Exp(Shrunk(Math.Log(shipped.Calls / shipped.Weeks), Math.Log(calls / weeks)));
        return BookPrior.Of(Weights(), profile * (7 / Vector256.Sum(profile)), (float)weight, (float)(weight / rate));
    }

    /// <summary>The likeliest weights of the models over the book (expectation and maximization, Dempster, Laird and Rubin 1977).</summary>
    private double[] Weights()
    {
        double[] shipped = new double[BookPrior.Models], weights = new double[BookPrior.Models], shares = new double[BookPrior.Models];
        BookPrior.Weights(BookPrior.Shipped.Rates, BookPrior.Shipped.Habits, shipped);
        shipped.CopyTo(weights, 0);
        var likelihoods = _known.ConvertAll(one => Likelihoods(one, shipped));
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(shares);
            foreach (var likelihood in likelihoods)
            {
                double all = 0;
                for (var model = 0; model < BookPrior.Models; model++)
                    all += weights[model] * likelihood[model];
                for (var model = 0; model < BookPrior.Models; model++)
                    shares[model] += weights[model] * likelihood[model] / all;
            }
            for (var model = 0; model < BookPrior.Models; model++)
                weights[model] = (shippedClients * shipped[model] + shares[model]) / (shippedClients + _known.Count);
        }
        return weights;
    }

    /// <summary>The likelihood of each model for one client: its posterior weight over its prior weight.</summary>
    private static double[] Likelihoods(in ClientPosterior known, double[] shipped)
    {
        var likelihoods = new double[BookPrior.Models];
        BookPrior.Weights(known.Rates, known.Habits, likelihoods);
        for (var model = 0; model < BookPrior.Models; model++)
            likelihoods[model] /= shipped[model];
        return likelihoods;
    }
}
