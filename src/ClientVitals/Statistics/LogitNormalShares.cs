using MathNet.Numerics;

namespace ClientVitals.Statistics;

/// <summary>
/// Shares of groups whose logits differ by a normal distribution, its mean and spread not known: by quadrature over both, with the wide priors of the BUGS examples (volume I, "Surgical: institutional
/// ranking": mean normal (0, 10^6), precision gamma (.001, .001)). A check of <see cref="BetaBinomialFit"/> by another law, which also says how little is known of the spread.
/// </summary>
/// <param name="Mean">Posterior mean of the mean logit.</param>
/// <param name="Deviation">Posterior mean of the standard deviation of the logits.</param>
/// <param name="Share">Posterior mean of the share of a group at the mean logit.</param>
/// <param name="Shares">Posterior mean of each group's share, in the order given.</param>
public sealed record LogitNormalShares(double Mean, double Deviation, double Share, IReadOnlyList<double> Shares)
{
    private const int Means = 61, Deviations = 61, Effects = 121;

    private const double PriorShape = .001, PriorRate = .001;

    /// <param name="groups">Events and cases of each, at least one event and one case without.</param>
    public static LogitNormalShares Of(IReadOnlyList<(int Events, int Count)> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var (events, count) = (groups.Sum(group => group.Events), groups.Sum(group => group.Count));
        if (events == 0 || events == count)
            throw new ArgumentException("There must be at least one event and one case without.", nameof(groups));
        var center = LogisticFit.Logit((double)events / count);
        // Wide enough for both: what lies beyond has a weight below the last digit.
        var reach = 12 / Math.Sqrt(Math.Min(events, count - events)) + .35;
        var places = (from deviation in Spread(Math.Log(.02), Math.Log(2.5), Deviations)
                      from mean in Spread(center - reach, center + reach, Means)
                      select At(groups, mean, Math.Exp(deviation))).ToList();
        var highest = places.Max(place => place.Log);
        var all = places.Sum(place => Math.Exp(place.Log - highest));
        double Expected(Func<Place, double> of) => places.Sum(place => Math.Exp(place.Log - highest) * of(place)) / all;
        return new(
            Expected(place => place.Mean), Expected(place => place.Deviation), Expected(place => LogisticFit.Probability(place.Mean)),
            [.. Enumerable.Range(0, groups.Count).Select(group => Expected(place => place.Shares[group]))]);
    }

    private sealed record Place(double Mean, double Deviation, double Log, double[] Shares);

    /// <summary>The posterior (not normed) where mean and deviation are these, and each group's share there.</summary>
    private static Place At(IReadOnlyList<(int Events, int Count)> groups, double mean, double deviation)
    {
        var precision = 1 / (deviation * deviation);
        // The prior of the precision, over the logarithm of the deviation.
        var log = (PriorShape - 1) * Math.Log(precision) - PriorRate * precision + Math.Log(2 * precision);
        var (shares, weights) = (new double[Effects], new double[Effects]);
        foreach (var (effect, at) in Spread(-6, 6, Effects).Select((effect, at) => (effect, at)))
        {
            shares[at] = LogisticFit.Probability(mean + deviation * effect);
            weights[at] = Math.Exp(-effect * effect / 2);
        }
        var means = new double[groups.Count];
        for (var group = 0; group < groups.Count; group++)
        {
            var (events, count) = groups[group];
            var (sum, ofShares) = (0.0, 0.0);
            for (var at = 0; at < Effects; at++)
            {
                var weight = weights[at] * Math.Exp(SpecialFunctions.BinomialLn(count, events) + events * Math.Log(shares[at]) + (count - events) * double.LogP1(-shares[at]));
                sum += weight;
                ofShares += weight * shares[at];
            }
            log += Math.Log(sum);
            means[group] = ofShares / sum;
        }
        return new(mean, deviation, log, means);
    }

    private static IEnumerable<double> Spread(double low, double high, int points) => Enumerable.Range(0, points).Select(point => low + (high - low) * point / (points - 1));
}
