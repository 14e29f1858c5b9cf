using MathNet.Numerics;

namespace ClientVitals.Statistics;

/// <summary>
/// Whether two shares differ, by the exact law of the table given its margins (Fisher 1934). Two-sided: all tables that are no more probable than the one seen.
/// </summary>
/// <param name="P">How often chance alone gives such a table or a less probable one.</param>
/// <param name="MidP">The same with half the probability of those as probable as the one seen (Lancaster 1961): less cautious.</param>
public readonly record struct FisherExact(double P, double MidP)
{
    /// <summary>Two probabilities nearer than this are the same: sums in another order differ in their last digits.</summary>
    private const double Same = 1e-7;

    /// <param name="events">Of the first group, at most <paramref name="of"/>; likewise the second.</param>
    public static FisherExact Of(int events, int of, int otherEvents, int ofOthers)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, of);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(otherEvents, ofOthers);
        var all = events + otherEvents;
        double Log(int first) =>
            SpecialFunctions.BinomialLn(of, first) + SpecialFunctions.BinomialLn(ofOthers, all - first) - SpecialFunctions.BinomialLn(of + ofOthers, all);
        var seen = Math.Exp(Log(events));
        var (less, same) = (0.0, 0.0);
        for (var first = Math.Max(0, all - ofOthers); first <= Math.Min(of, all); first++)
        {
            var probability = Math.Exp(Log(first));
            if (probability < seen * (1 - Same))
                less += probability;
            else if (probability <= seen * (1 + Same))
                same += probability;
        }
        return new(Math.Min(1, less + same), Math.Min(1, less + same / 2));
    }
}
