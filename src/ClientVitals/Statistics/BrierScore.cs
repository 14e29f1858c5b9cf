namespace ClientVitals.Statistics;

/// <summary>
/// The Brier score (1950), the mean squared error of a probability, and what it consists of (Murphy 1973; Stephenson, Coelho and Jolliffe 2008):
/// score = reliability − resolution + uncertainty + within, exactly.
/// </summary>
/// <param name="Score">0 is perfect; a fair coin is .25.</param>
/// <param name="Reliability">How far the probabilities of a bin are from what happened in it: 0 is calibrated.</param>
/// <param name="Resolution">How far what happened in the bins differs from the base rate: the more, the better.</param>
/// <param name="Uncertainty">Of the base rate alone, p(1 − p): the score of somebody who always says the base rate.</param>
/// <param name="Within">What the bins hide: the variance of the probabilities within a bin minus twice their covariance with the events.</param>
public readonly record struct BrierScore(double Score, double Reliability, double Resolution, double Uncertainty, double Within)
{
    /// <summary>1 − score ÷ score of the base rate: how much is gained over saying the base rate.</summary>
    public double Skill => Uncertainty == 0 ? 0 : 1 - Score / Uncertainty;

    /// <summary>The score with its parts over bins of equal size, in the order of the probabilities.</summary>
    /// <param name="probabilities">At least one.</param>
    public static BrierScore Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> happened, int bins = 10)
    {
        if (probabilities.Length != happened.Length || probabilities.IsEmpty)
            throw new ArgumentException("A Brier score needs probabilities, each with whether the event happened.", nameof(happened));
        double[] sorted = probabilities.ToArray();
        bool[] events = happened.ToArray();
        Array.Sort(sorted, events);
        double count = sorted.Length, rate = events.Count(one => one) / count;
        double score = 0, reliability = 0, resolution = 0;
        for (var bin = 0; bin < bins; bin++)
        {
            var (from, until) = ((int)((long)sorted.Length * bin / bins), (int)((long)sorted.Length * (bin + 1) / bins));
            if (from == until)
                continue;
            double size = until - from, said = 0, seen = 0;
            for (var i = from; i < until; i++)
            {
                var hit = events[i] ? 1 : 0;
                score += (sorted[i] - hit) * (sorted[i] - hit) / count;
                said += sorted[i] / size;
                seen += hit / size;
            }
            reliability += size / count * (said - seen) * (said - seen);
            resolution += size / count * (seen - rate) * (seen - rate);
        }
        var uncertainty = rate * (1 - rate);
        return new BrierScore(score, reliability, resolution, uncertainty, score - reliability + resolution - uncertainty);
    }
}
