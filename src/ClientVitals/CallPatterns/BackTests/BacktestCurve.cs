namespace ClientVitals.CallPatterns.BackTests;

/// <summary>A rule at one constant, over all eligible clients.</summary>
/// <param name="Constant">As <see cref="BacktestRule"/> says.</param>
/// <param name="Opened">Alerts opened in the window (count).</param>
/// <param name="Counted">Those of them with whole follow-up (count).</param>
/// <param name="Contradicted">Those of them that were contradicted (count).</param>
/// <param name="Volume">Contradicted alerts per 100 client-weeks.</param>
/// <param name="MeanDelay">Mean of min(delay, 28) over the simulated leavers, in days.</param>
/// <param name="By14">Share of the simulated leavers found by day 14, 0 to 1.</param>
/// <param name="By21">Share of the simulated leavers found by day 21, 0 to 1.</param>
/// <param name="Outcomes">What became of the alerts opened, in the order of <see cref="AlertOutcome"/> (counts).</param>
public sealed record BacktestPoint(
    double Constant,
    int Opened,
    int Counted,
    int Contradicted,
    double Volume,
    double MeanDelay,
    double By14,
    double By21,
    IReadOnlyList<int> Outcomes)
{
    public int Of(AlertOutcome outcome) => Outcomes[(int)outcome];
}

/// <summary>A figure with its 90 % bootstrap interval.</summary>
public readonly record struct Estimate(double Value, double Low, double High);

/// <summary>The mean delay at one volume, with its interval.</summary>
/// <param name="Volume">Contradicted alerts per 100 client-weeks.</param>
/// <param name="Delay">Days.</param>
public readonly record struct DelayAt(double Volume, Estimate Delay);

/// <summary>What a rule costs and what it finds, from few alerts to many.</summary>
/// <param name="Points">One per constant, from few alerts to many.</param>
/// <param name="Score">Mean delay over <see cref="BacktestProtocol.Volumes"/>, in days.</param>
/// <param name="By14">Share found by day 14, mean over the same volumes.</param>
/// <param name="By21">Share found by day 21, mean over the same volumes.</param>
/// <param name="AtVolumes">The delay at each of those volumes.</param>
/// <param name="Band">The delay at the volumes of <see cref="BandVolumes"/>.</param>
/// <param name="Chosen">The place in <paramref name="Points"/> that is compared: the stated constant, or for the two silences the one that makes about as many contradicted alerts as the calibrated rule at its budget.</param>
public sealed record BacktestCurve(
    BacktestRule Rule,
    IReadOnlyList<BacktestPoint> Points,
    Estimate Score,
    Estimate By14,
    Estimate By21,
    IReadOnlyList<DelayAt> AtVolumes,
    IReadOnlyList<DelayAt> Band,
    int Chosen)
{
    /// <summary>The volumes at which the band is given: evenly on a logarithmic axis.</summary>
    public static IReadOnlyList<double> BandVolumes { get; } = [.. Enumerable.Range(0, 25).Select(step => .125 * Math.Pow(2, step / 4.0))];

    public BacktestPoint ChosenPoint => Points[Chosen];

    public BacktestSetting ChosenSetting => new(Rule, ChosenPoint.Constant);

    /// <summary>The volume of the quietest setting: below it there is only the line to a rule that never alerts.</summary>
    public double Quietest => Points[0].Volume;
}
