namespace ClientVitals.Statistics;

/// <summary>
/// An outcome less what was to be expected of each by a measure from before the experiment (Deng, Xu, Kohavi and Walker, WSDM 2013): the difference of the groups stays what it was on the average,
/// its spread becomes smaller by the share that the measure explains.
/// </summary>
/// <param name="Theta">Covariance of measure and outcome over the variance of the measure, of all together.</param>
/// <param name="Explained">Share of the outcome's variance that the measure explains (squared correlation).</param>
/// <param name="Difference">Of the adjusted means.</param>
public readonly record struct Cuped(double Theta, double Explained, MeanDifference Difference)
{
    /// <param name="treated">Whether each was treated.</param>
    /// <param name="before">The measure of each from before.</param>
    /// <returns>Null where one of them is the same for all, or a group has fewer than two.</returns>
    public static Cuped? Of(IReadOnlyList<bool> treated, IReadOnlyList<double> before, IReadOnlyList<double> outcomes)
    {
        ArgumentNullException.ThrowIfNull(treated);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(outcomes);
        if (outcomes.Count == 0)
            return null;
        var (mean, outcome) = (before.Average(), outcomes.Average());
        var (together, own, theirs) = (0.0, 0.0, 0.0);
        for (var place = 0; place < outcomes.Count; place++)
        {
            var (x, y) = (before[place] - mean, outcomes[place] - outcome);
            (together, own, theirs) = (together + x * y, own + x * x, theirs + y * y);
        }
        if (own == 0 || theirs == 0)
            return null;
        var theta = together / own;
        double Adjusted(int place) => outcomes[place] - theta * (before[place] - mean);
        double[] Of(bool which) => [.. Enumerable.Range(0, outcomes.Count).Where(place => treated[place] == which).Select(Adjusted)];
        return MeanDifference.Of(Of(true), Of(false)) is { } difference ? new(theta, together * together / (own * theirs), difference) : null;
    }
}
