using MathNet.Numerics.Distributions;

namespace ClientVitals.Statistics;

/// <summary>
/// The area under the ROC curve: the probability that of two cases, one in which the event happened and one in which it did not, the first has the
/// higher score (half for equal scores). With the interval of DeLong, DeLong and Clarke-Pearson (1988), computed from mid-ranks (Sun and Xu 2014).
/// </summary>
/// <param name="Area">0 to 1; .5 is chance.</param>
/// <param name="StandardError">0 where it cannot be estimated: fewer than two cases or groups of either kind.</param>
/// <param name="Happened">Cases in which the event happened.</param>
/// <param name="Not">Cases in which it did not.</param>
public readonly record struct RocArea(double Area, double StandardError, int Happened, int Not)
{
    /// <summary>
    /// The area of one score. Null when all cases are of one kind: then nothing can be told apart.
    /// </summary>
    /// <param name="scores">The higher, the likelier the event.</param>
    /// <param name="groups">
    /// The group of each case where several are of one client: their cases are not independent, and the standard error is that of Obuchowski (1997).
    /// Empty: each case is its own.
    /// </param>
    public static RocArea? Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> happened, ReadOnlySpan<int> groups = default) =>
        RocParts.Of(scores, happened) is { } parts
            ? new RocArea(parts.Area, Math.Sqrt(parts.Covariance(parts, groups)), parts.Happened, parts.Not)
            : null;

    /// <summary>Area minus area of another score of the same cases, with its standard error: the two are correlated. Null as above.</summary>
    public static Difference? Compare(ReadOnlySpan<double> scores, ReadOnlySpan<double> others, ReadOnlySpan<bool> happened, ReadOnlySpan<int> groups = default)
    {
        if (RocParts.Of(scores, happened) is not { } ours || RocParts.Of(others, happened) is not { } theirs)
            return null;
        var variance = ours.Covariance(ours, groups) + theirs.Covariance(theirs, groups) - 2 * ours.Covariance(theirs, groups);
        return new Difference(ours.Area - theirs.Area, Math.Sqrt(Math.Max(0, variance)));
    }

    /// <summary>The interval by the normal distribution, cut at 0 and 1.</summary>
    /// <param name="tail">Probability left out at each end: .025 for a 95 % interval.</param>
    public (double Low, double High) Interval(double tail = .025)
    {
        var width = StandardError * Normal.InvCDF(0, 1, 1 - tail);
        return (Math.Max(0, Area - width), Math.Min(1, Area + width));
    }

    /// <summary>How much two areas differ.</summary>
    public readonly record struct Difference(double Value, double StandardError)
    {
        /// <inheritdoc cref="RocArea.Interval"/>
        public (double Low, double High) Interval(double tail = .025)
        {
            var width = StandardError * Normal.InvCDF(0, 1, 1 - tail);
            return (Value - width, Value + width);
        }
    }
}
