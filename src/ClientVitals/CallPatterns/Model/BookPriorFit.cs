using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// What the clients of a book say of a stranger in it (empirical Bayes, Efron and Morris 1973): how many call steadily, unevenly, in bursts or
/// on fixed weekdays; on which weekdays; how often. Each client counts as she was on her last active day, for a silence that never ended
/// says nothing of how she called.
/// </summary>
/// <param name="monday">The day whose check reads; what became known later is not seen.</param>
internal sealed class BookPriorFit(int monday)
{
    /// <summary>Clients, and calls expected of a weekday, that what is shipped weighs as much as.</summary>
    private const double ShippedClients = 36;

    private const float ShippedProfile = 200;

    /// <summary>What the rate of the book weighs for one client, in calls: people differ.</summary>
    private const float RateCalls = 2;

    /// <summary>Rounds; the weights hardly move any more.</summary>
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
            active += seen.Calls > 0 ? 1 : 0;
            if (!seen.Exposed)
                continue;
            exposed++;
            // The first call of a client with no stated start is why we look at all.
            if (day == days.First && history.StartDay is null && !days.HasEarlier)
                continue;
            _usual.Observe(weekday, seen.Calls);
            if (seen.Calls > 0 && exposed >= MinimumHistory.ExposedDays && active >= MinimumHistory.ActiveDays)
                last = _usual.ClientPosterior;
        }
        if (last is { } known)
            _known.Add(known);
    }

    /// <summary>What they say; as shipped when nobody is known.</summary>
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
        var share = _known.Count / (_known.Count + ShippedClients);
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
                weights[model] = (ShippedClients * shipped[model] + shares[model]) / (ShippedClients + _known.Count);
        }
        return weights;
    }

    /// <summary>How well each model foretold a client: what became of the weight it began with.</summary>
    private static double[] Likelihoods(in ClientPosterior known, double[] shipped)
    {
        var likelihoods = new double[BookPrior.Models];
        BookPrior.Weights(known.Rates, known.Habits, likelihoods);
        for (var model = 0; model < BookPrior.Models; model++)
            likelihoods[model] /= shipped[model];
        return likelihoods;
    }
}
