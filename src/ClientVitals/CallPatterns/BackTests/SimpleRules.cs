using ClientVitals.CallPatterns.Model;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>
/// The same number of silent days for everybody: "call clients who have been silent for 21 days". An alert opens after so many exposed days
/// without a call, and stays open until the next call.
/// </summary>
internal static class FixedSilence
{
    /// <summary>The constants traced, in exposed days, from quiet to talkative.</summary>
    public static double[] Constants { get; } = [75, 67, 60, 56, 52, 48, 46, 44, 42, .. Enumerable.Range(1, 40).Select(days => 41.0 - days)];

    /// <summary>Silence beyond this is an alert.</summary>
    public static double Beyond(double days) => days - .5;
}

/// <summary>
/// Silence measured by the client's own habit: beyond a multiple of the 95 % quantile of the gaps between their active days so far.
/// </summary>
internal static class OwnGap
{
    /// <summary>The multiples traced, from quiet to talkative.</summary>
    public static double[] Constants { get; } =
        [15, 12, 10, 9, 8, 7, 6.5, 6, 5.5, 5, 4.6, 4.3, 4, 3.7, 3.4, 3.2, 3, 2.8, 2.6, 2.4, 2.2, 2, 1.8, 1.6, 1.4, 1.2, 1, .8, .6, .4];
}

/// <summary>
/// The documented rule: a break while this week's calls are below a share of the 30-day average. Its share is one half; others are traced
/// beside it. Counted and compared as <see cref="DocumentedRule"/> does.
/// </summary>
internal static class DocumentedShare
{
    /// <summary>The share of the average below which the document calls a break.</summary>
    public const double Stated = .5;

    /// <summary>The shares traced, from quiet to talkative; the first one asks for a week without any call.</summary>
    public static double[] Constants { get; } = [.01, .125, .25, .375, Stated, .625, .75, .875, 1];

    /// <summary>How low this week is on each day: minus its share of the average; beyond −constant is a break. No history or no calls: −∞.</summary>
    public static double[] Measure(ClientHistory history, int from, int to)
    {
        var measure = new double[to - from + 1];
        var known = false;
        for (var day = from; day <= to; day++)
        {
            known = known || MinimumHistory.At(history, day, day);
            var (week, calls, days) = known ? DocumentedRule.Count(history, day, day) : default;
            measure[day - from] = calls == 0 ? double.NegativeInfinity : -(double)((long)week * days) / (7L * calls);
        }
        return measure;
    }
}
