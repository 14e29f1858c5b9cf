using ClientVitals.Statistics;

namespace ClientVitals.Interventions.Effect;

/// <summary>One group compared with the control group.</summary>
/// <param name="Mean">Of the outcome; of yes and no the share of yes.</param>
/// <param name="Naive">The difference of the means with both standard errors; null with fewer than two cases in a group.</param>
/// <param name="Interval">Of the naive difference, 95 %: Newcombe's for shares, else by Welch's standard error. It holds for one look.</param>
/// <param name="Stratified">The difference within strata; null where none were asked for, or the outcome is no share.</param>
/// <param name="Adjusted">The difference by least squares on what was known before; null where nothing is, or it says the same twice.</param>
/// <param name="Cuped">The difference less what one measure from before explains; null where not exactly one number was given.</param>
/// <param name="Unlike">Measures from before in which the groups differ more than a lot makes them differ (level 1 in 1,000 for all together); where there are any, it is no experiment.</param>
public sealed record GroupEffect(
    string Group,
    string Control,
    int Cases,
    int ControlCases,
    double Mean,
    double ControlMean,
    MeanDifference? Naive,
    (double Low, double High)? Interval,
    (double Difference, double StandardError)? Stratified,
    (double Difference, double StandardError)? Adjusted,
    Cuped? Cuped,
    IReadOnlyList<string> Unlike)
{
    /// <summary>Whether nothing speaks against the groups having been drawn by lot. True without measures from before, as nothing can be looked at.</summary>
    public bool LooksRandomised => Unlike.Count == 0;
}
