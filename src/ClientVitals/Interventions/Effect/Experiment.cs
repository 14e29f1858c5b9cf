using ClientVitals.Statistics;
using MathNet.Numerics.Distributions;

namespace ClientVitals.Interventions.Effect;

/// <summary>Cases of several groups, and what became of each: what a group did better or worse than the control group, and whether that can be believed.</summary>
public sealed class Experiment
{
    /// <summary>How often all measures together may say that groups drawn by lot are unlike.</summary>
    private const double UnlikeLevel = .001;

    private readonly ILookup<string, ExperimentCase> _groups;
    private readonly bool _isShare;

    internal Experiment(IReadOnlyList<ExperimentCase> cases, IReadOnlyList<string> measures, string control)
    {
        (Measures, Control) = (measures, control);
        _groups = cases.ToLookup(one => one.Group, StringComparer.Ordinal);
        _isShare = cases.All(one => one.Outcome is 0 or 1);
    }

    /// <summary>What was known of each before; a column of words is one measure for each word but the first.</summary>
    public IReadOnlyList<string> Measures { get; }

    public string Control { get; }

    /// <summary>Each other group beside the control group, the largest first.</summary>
    public IReadOnlyList<GroupEffect> Effects() =>
        [.. _groups.Where(group => group.Key != Control).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => Compared(group.Key))];

    private GroupEffect Compared(string name)
    {
        ExperimentCase[] treated = [.. _groups[name]], others = [.. _groups[Control]];
        double[] outcomes = [.. treated.Select(one => one.Outcome)], theirs = [.. others.Select(one => one.Outcome)];
        var naive = MeanDifference.Of(outcomes, theirs);
        return new(
            name,
            Control,
            treated.Length,
            others.Length,
            outcomes.Average(),
            theirs.Average(),
            naive,
            Interval(outcomes, theirs, naive),
            Stratified(treated, others),
            Adjusted(treated, others),
            Measures.Count == 1 ? Cuped.Of(Flags(treated, others), [.. treated.Concat(others).Select(one => one.Before[0])], [.. outcomes, .. theirs]) : null,
            Unlike(treated, others));
    }

    private (double, double)? Interval(double[] outcomes, double[] theirs, MeanDifference? naive)
    {
        if (_isShare)
            return NewcombeDifference.Of((int)outcomes.Sum(), outcomes.Length, (int)theirs.Sum(), theirs.Length) is { } shares ? (shares.Low, shares.High) : null;
        var quantile = Normal.InvCDF(0, 1, .975);
        return naive is { } means ? (means.Difference - quantile * means.Welch, means.Difference + quantile * means.Welch) : null;
    }

    private (double, double)? Stratified(ExperimentCase[] treated, ExperimentCase[] others)
    {
        if (!_isShare)
            return null;
        ILookup<string, ExperimentCase> ours = treated.ToLookup(one => one.Stratum), theirs = others.ToLookup(one => one.Stratum);
        var strata = ours.Select(one => one.Key).Union(theirs.Select(one => one.Key)).ToList();
        static int Events(IEnumerable<ExperimentCase> of) => of.Count(one => one.Outcome == 1);
        return strata.Count < 2 ? null : MantelHaenszel.RiskDifference(strata.Select(one => new TwoShares(Events(ours[one]), ours[one].Count(), Events(theirs[one]), theirs[one].Count())));
    }

    private (double, double)? Adjusted(ExperimentCase[] treated, ExperimentCase[] others)
    {
        if (Measures.Count == 0)
            return null;
        double[] Row(ExperimentCase one, double isTreated) => [1, isTreated, .. one.Before];
        var fit = LeastSquares.Of(
            [.. treated.Select(one => Row(one, 1)), .. others.Select(one => Row(one, 0))], [.. treated.Concat(others).Select(one => one.Outcome)]);
        return fit is null ? null : (fit.Coefficients[1], fit.StandardErrors[1]);
    }

    /// <summary>Each measure by Welch's test; the level is divided among them (Bonferroni).</summary>
    private List<string> Unlike(ExperimentCase[] treated, ExperimentCase[] others)
    {
        var unlike = new List<string>();
        for (var measure = 0; measure < Measures.Count; measure++)
        {
            if (MeanDifference.Of([.. treated.Select(one => one.Before[measure])], [.. others.Select(one => one.Before[measure])]) is not { Welch: > 0 } difference)
                continue;
            var p = 2 * Normal.CDF(0, 1, -Math.Abs(difference.Difference / difference.Welch));
            if (p < UnlikeLevel / Measures.Count)
                unlike.Add(Measures[measure]);
        }
        return unlike;
    }

    private static bool[] Flags(ExperimentCase[] treated, ExperimentCase[] others) => [.. Enumerable.Repeat(true, treated.Length), .. Enumerable.Repeat(false, others.Length)];
}
