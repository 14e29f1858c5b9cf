using MathNet.Numerics;

namespace ClientVitals.Statistics;

/// <summary>A table of two groups and whether something happened.</summary>
/// <param name="Events">In the group that was treated.</param>
/// <param name="Of">How many were treated.</param>
/// <param name="OtherEvents">In the other group.</param>
public readonly record struct TwoShares(int Events, int Of, int OtherEvents, int OfOthers)
{
    /// <summary>Whether it compares anything: both groups have somebody.</summary>
    public bool Compares => Of > 0 && OfOthers > 0;

    internal double All => Of + (double)OfOthers;
}

/// <summary>
/// Two groups compared within strata of subjects who are alike (Mantel and Haenszel 1959). A stratum with one group alone says nothing and adds nothing.
/// </summary>
public static class MantelHaenszel
{
    /// <summary>The odds ratio that all strata have in common; null where it is undefined (nothing happened in the other group, or to everybody treated).</summary>
    public static double? OddsRatio(IEnumerable<TwoShares> strata)
    {
        var (up, down) = (0.0, 0.0);
        foreach (var one in Comparing(strata))
        {
            up += one.Events * (double)(one.OfOthers - one.OtherEvents) / one.All;
            down += (one.Of - one.Events) * (double)one.OtherEvents / one.All;
        }
        return down > 0 ? up / down : null;
    }

    /// <summary>Whether the groups differ at all: chi-squared with one degree of freedom, without correction for continuity (Cochran, Mantel and Haenszel).</summary>
    /// <returns>Null where no stratum can tell.</returns>
    public static (double ChiSquared, double P)? Test(IEnumerable<TwoShares> strata)
    {
        var (difference, spread) = (0.0, 0.0);
        foreach (var one in Comparing(strata))
        {
            double events = one.Events + one.OtherEvents;
            difference += one.Events - one.Of * events / one.All;
            spread += one.All > 1 ? one.Of * (double)one.OfOthers * events * (one.All - events) / (one.All * one.All * (one.All - 1)) : 0;
        }
        return spread > 0 ? (difference * difference / spread, ChiSquaredTail(1, difference * difference / spread)) : null;
    }

    /// <summary>
    /// Whether the strata have one odds ratio: Breslow and Day 1980 with the correction of Tarone 1985, so that it follows a chi-squared law with one degree of freedom
    /// less than there are strata.
    /// </summary>
    /// <returns>Null with fewer than two strata, or where the common odds ratio is undefined.</returns>
    public static (double ChiSquared, double P)? Homogeneity(IReadOnlyList<TwoShares> strata)
    {
        if (OddsRatio(strata) is not { } ratio)
            return null;
        var (sum, differences, spreads, count) = (0.0, 0.0, 0.0, 0);
        foreach (var one in Comparing(strata))
        {
            double events = one.Events + one.OtherEvents;
            if (events == 0 || events == one.All)
                continue;
            var expected = Expected(one.Of, one.OfOthers, events, ratio);
            var spread = 1 / (1 / expected + 1 / (one.Of - expected) + 1 / (events - expected) + 1 / (one.OfOthers - events + expected));
            sum += (one.Events - expected) * (one.Events - expected) / spread;
            differences += one.Events - expected;
            spreads += spread;
            count++;
        }
        if (count < 2)
            return null;
        var corrected = sum - differences * differences / spreads;
        return (corrected, ChiSquaredTail(count - 1, corrected));
    }

    /// <summary>
    /// By how much the share of the treated is greater, in all strata together; its standard error holds for few large strata as for many small ones (Sato, Biometrics 45, 1989).
    /// </summary>
    /// <returns>Null where no stratum compares anything.</returns>
    public static (double Difference, double StandardError)? RiskDifference(IEnumerable<TwoShares> strata)
    {
        var (weights, sum, p, q) = (0.0, 0.0, 0.0, 0.0);
        foreach (var one in Comparing(strata))
        {
            double treated = one.Of, others = one.OfOthers, all = one.All;
            weights += treated * others / all;
            sum += (one.Events * others - one.OtherEvents * treated) / all;
            p += (treated * treated * one.OtherEvents - others * others * one.Events + treated * others * (others - treated) / 2) / (all * all);
            q += (one.Events * (others - one.OtherEvents) + one.OtherEvents * (treated - one.Events)) / (2 * all);
        }
        if (weights == 0)
            return null;
        var difference = sum / weights;
        return (difference, Math.Sqrt(Math.Max(0, difference * p + q)) / weights);
    }

    /// <summary>How many of the treated would have the event under this odds ratio, the margins given.</summary>
    private static double Expected(double treated, double others, double events, double ratio)
    {
        if (Math.Abs(ratio - 1) < 1e-12)
            return treated * events / (treated + others);
        var (a, b, c) = (1 - ratio, others - events + ratio * (treated + events), -ratio * treated * events);
        return (-b + Math.Sqrt(b * b - 4 * a * c)) / (2 * a);
    }

    private static IEnumerable<TwoShares> Comparing(IEnumerable<TwoShares> strata) => strata.Where(one => one.Compares);

    private static double ChiSquaredTail(int freedom, double value) => SpecialFunctions.GammaUpperRegularized(freedom / 2.0, value / 2);
}
