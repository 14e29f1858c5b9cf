using ClientVitals.CallPatterns.Model;
using ClientVitals.Statistics;

namespace ClientVitals.CallPatterns.Dropout;

/// <summary>
/// Expected against happened: the model fitted to the history up to a day and asked about the days since, in tenths of the clients by the chance it
/// gave them to call again. That a client is active cannot be observed; that they called again can.
/// </summary>
/// <param name="From">First day held out; null when nothing could be.</param>
/// <param name="Until">First day after it.</param>
/// <param name="Tenths">From the least to the most likely to call again; fewer when there are fewer than ten clients.</param>
/// <param name="WhyNot">Why there is no table; null when there is one.</param>
public sealed record DropoutCalibration(DateOnly? From, DateOnly? Until, IReadOnlyList<DropoutCalibration.Tenth> Tenths, string? WhyNot)
{
    /// <summary>One tenth of the clients.</summary>
    /// <param name="Number">1 = least likely to call again.</param>
    /// <param name="Clients">How many.</param>
    /// <param name="StillActive">Mean probability to be active on the first day held out.</param>
    /// <param name="ExpectedAgain">Clients expected to call again.</param>
    /// <param name="CalledAgain">Clients who did.</param>
    /// <param name="AgainLow">Lower end of the exact 90 % interval (Clopper and Pearson 1934) of the number that the share who did stands for.</param>
    /// <param name="AgainHigh">Upper end of it.</param>
    /// <param name="ExpectedCalls">Calls expected of them.</param>
    /// <param name="HappenedCalls">Calls they made.</param>
    public sealed record Tenth(
        int Number, int Clients, double StillActive, double ExpectedAgain, int CalledAgain, double AgainLow, double AgainHigh, double ExpectedCalls, int HappenedCalls);

    private readonly record struct Predicted(string Client, double StillActive, double Again, double Calls, int Happened);

    /// <summary>From here on the model is said not to describe the book.</summary>
    public const double LargestError = .05;

    /// <summary>Absolute error of the predicted share of clients who call again, on average over the tenths (0 to 1); null without a table.</summary>
    public double? AverageError => Tenths.Count == 0 ? null
        : Tenths.Sum(tenth => Math.Abs(tenth.ExpectedAgain - tenth.CalledAgain)) / Tenths.Sum(tenth => tenth.Clients);

    /// <summary>Days held out: a quarter of the book's history, between these.</summary>
    private const int Fewest = 28, Most = 90;

    public static DropoutCalibration Of(IReadOnlyList<ClientHistory> histories, int today)
    {
        ArgumentNullException.ThrowIfNull(histories);
        var first = histories.Min(history => Array.Find(history.Days, day => day.IsActive).Day);
        var held = Math.Min((today - first) / 4, Most);
        if (held < Fewest)
            return None(FormattableString.Invariant($"The history of {(today - first) / 7} weeks is too short to hold out a part of it; {4 * Fewest / 7} weeks are needed."));
        var cut = today - held;
        var known = histories.Where(history => !(history.EndDay <= cut)).ToArray();
        var recencies = Array.ConvertAll(known, history => CallRecency.Of(history, cut, withToday: false));
        // Those who ended before are learnt from as well.
        var learnt = histories.Select(history => CallRecency.Of(history, cut, withToday: false)).OfType<CallRecency>().ToArray();
        var choice = DropoutChoice.Of(new DropoutLikelihood(learnt), compare: false);
        if (choice.Used is not { } used)
            return None($"On {DateOnly.FromDayNumber(cut):yyyy-MM-dd} no model could be fitted yet. {choice.WhyNot}");
        var perDay = CallsPerActiveDay.Of(histories, cut);
        var predicted = new List<Predicted>(known.Length);
        for (var i = 0; i < known.Length; i++)
        {
            if (recencies[i] is { } recency)
                predicted.Add(Compare(known[i], recency, used.Parameters, cut, today, perDay));
        }
        return new DropoutCalibration(DateOnly.FromDayNumber(cut), DateOnly.FromDayNumber(today), [.. InTenths(predicted)], null);
    }

    private static Predicted Compare(ClientHistory history, CallRecency recency, DropoutParameters model, int cut, int today, double callsPerDay)
    {
        var first = Array.Find(history.Days, day => day.IsActive).Day;
        var time = new ExposedTime(history, first);
        int before = 0, days = 0, happened = 0;
        foreach (var day in history.Days)
        {
            if (!day.IsActive || day.Day >= today)
                continue;
            if (day.Day < cut)
            {
                before += day.Calls;
                days++;
            }
            else if (time.Before(day.Day + 1) > time.Before(day.Day))
                happened += day.Calls;
        }
        var outlook = new DropoutOutlook(model, recency);
        var ahead = time.Before(today) - .5 - recency.ObservedFor;
        return new Predicted(
            history.Client, outlook.StillActive, outlook.CallsWithin(ahead), (before + callsPerDay) / (days + 1) * outlook.ExpectedDays(ahead), happened);
    }

    private static IEnumerable<Tenth> InTenths(List<Predicted> predicted)
    {
        // Clients of equal history stand in the order of their addresses, whatever order the book came in.
        predicted.Sort((one, other) => one.Again != other.Again ? one.Again.CompareTo(other.Again) : string.CompareOrdinal(one.Client, other.Client));
        for (var tenth = 0; tenth < 10; tenth++)
        {
            var from = (int)((long)predicted.Count * tenth / 10);
            var part = predicted[from..(int)((long)predicted.Count * (tenth + 1) / 10)];
            if (part.Count == 0)
                continue;
            var again = part.Count(one => one.Happened > 0);
            var (low, high) = ExactShareInterval.Of(again, part.Count);
            yield return new Tenth(
                tenth + 1,
                part.Count,
                part.Average(one => one.StillActive),
                part.Sum(one => one.Again),
                again,
                part.Count * low,
                part.Count * high,
                part.Sum(one => one.Calls),
                part.Sum(one => one.Happened));
        }
    }

    private static DropoutCalibration None(string why) => new(null, null, [], why);
}
