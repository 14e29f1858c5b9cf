using MathNet.Numerics.Distributions;

namespace ClientVitals.Statistics;

/// <summary>Which place a group may have among all, 1 = the lowest share.</summary>
/// <param name="Low">The lowest place not ruled out.</param>
/// <param name="High">The highest place not ruled out.</param>
/// <param name="Lowest">How probable it is that its share is the lowest.</param>
/// <param name="Highest">Likewise the highest.</param>
public sealed record PossibleRank(int Low, int High, double Lowest, double Highest);

/// <summary>
/// The places of groups whose shares are known by beta distributions only (Goldstein and Spiegelhalter, Journal of the Royal Statistical Society A 159, 1996: a place without its interval misleads). Given that one
/// group's share is x, how many of the others are below is a sum of independent yes and no: its law is computed exactly for up to <see cref="MostExact"/> groups, and by its mean and variance for more.
/// No random numbers: the same groups give the same places.
/// </summary>
public static class RanksOfShares
{
    /// <summary>Beyond so many groups the sum is taken as normal.</summary>
    public const int MostExact = 60;

    private const int Points = 2000, PointsOfMany = 400;

    /// <param name="shares">The beta distribution of each group's share.</param>
    /// <param name="tail">Probability left out at each end: .025 for 95 %.</param>
    public static IReadOnlyList<PossibleRank> Of(IReadOnlyList<(double A, double B)> shares, double tail = .025)
    {
        ArgumentNullException.ThrowIfNull(shares);
        if (shares.Count == 0)
            return [];
        var below = Below(shares, shares.Count <= MostExact ? Points : PointsOfMany);
        return [.. Enumerable.Range(0, shares.Count).Select(group => Rank(below, group, tail))];
    }

    /// <summary>For each group (row), the chance that its share lies below each point of one scale for all.</summary>
    private static double[][] Below(IReadOnlyList<(double A, double B)> shares, int points)
    {
        var low = shares.Min(share => Beta.InvCDF(share.A, share.B, 1e-7));
        var high = shares.Max(share => Beta.InvCDF(share.A, share.B, 1 - 1e-7));
        return [.. shares.Select(share => Enumerable.Range(0, points + 1).Select(point => point == 0 ? 0 : point == points ? 1 : Beta.CDF(share.A, share.B, low + (high - low) * point / points)).ToArray())];
    }

    private static PossibleRank Rank(double[][] below, int group, double tail)
    {
        var (groups, points) = (below.Length, below[0].Length - 1);
        // By place, how probable it is.
        var places = new double[groups];
        var at = new double[groups];
        for (var point = 0; point < points; point++)
        {
            var weight = below[group][point + 1] - below[group][point];
            if (weight < 1e-12)
                continue;
            for (var (other, to) = (0, 0); other < groups; other++)
            {
                if (other != group)
                    at[to++] = (below[other][point] + below[other][point + 1]) / 2;
            }
            if (groups <= MostExact)
                AddExactly(places, at.AsSpan(0, groups - 1), weight);
            else
                AddNearly(places, at.AsSpan(0, groups - 1), weight);
        }
        var all = places.Sum();
        return new(Quantile(places, tail * all), Quantile(places, (1 - tail) * all), places[0] / all, places[^1] / all);
    }

    /// <summary>The law of a sum of independent yes and no (Poisson's binomial), one after the other.</summary>
    private static void AddExactly(double[] places, ReadOnlySpan<double> chances, double weight)
    {
        Span<double> law = stackalloc double[MostExact];
        law.Clear();
        law[0] = 1;
        for (var i = 0; i < chances.Length; i++)
        {
            for (var sum = i + 1; sum > 0; sum--)
                law[sum] = law[sum] * (1 - chances[i]) + law[sum - 1] * chances[i];
            law[0] *= 1 - chances[i];
        }
        for (var sum = 0; sum < places.Length; sum++)
            places[sum] += weight * law[sum];
    }

    private static void AddNearly(double[] places, ReadOnlySpan<double> chances, double weight)
    {
        var (mean, variance) = (0.0, 0.0);
        foreach (var chance in chances)
        {
            mean += chance;
            variance += chance * (1 - chance);
        }
        var deviation = Math.Sqrt(Math.Max(variance, 1e-12));
        var first = Math.Clamp((int)Math.Floor(mean - 5 * deviation), 0, places.Length - 1);
        var last = Math.Clamp((int)Math.Ceiling(mean + 5 * deviation), 0, places.Length - 1);
        var before = first == 0 ? 0 : Normal.CDF(mean, deviation, first - .5);
        for (var sum = first; sum <= last; sum++)
        {
            var until = sum == places.Length - 1 ? 1 : Normal.CDF(mean, deviation, sum + .5);
            places[sum] += weight * (until - before);
            before = until;
        }
    }

    private static int Quantile(double[] places, double of)
    {
        var sum = 0.0;
        for (var place = 0; place < places.Length; place++)
        {
            sum += places[place];
            if (sum >= of)
                return place + 1;
        }
        return places.Length;
    }
}
