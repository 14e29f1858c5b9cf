using ClientVitals.HealthScores.Risk;
using ClientVitals.Statistics;

namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>
/// How well a version of the scorecard would have told who falls silent, on the business's own past, beside the scorecard in force, the points of risk of the
/// documented formula and days of silence.
/// </summary>
/// <param name="Scorecard">The version that is tested: own-v1.</param>
/// <param name="InForce">The scorecard in force when it was tested.</param>
/// <param name="Groups">First all clients; then each group with enough cases, the largest first.</param>
public sealed record ScorecardBacktest(string Scorecard, string InForce, CardProtocol Protocol, IReadOnlyList<ScorecardBacktest.Group> Groups)
{
    /// <summary>Client-days below which nothing is said: in all, and of a group.</summary>
    public const int FewestCases = 30, FewestOfGroup = 50;

    /// <summary>Groups shown at most.</summary>
    public const int MostGroups = 20;

    /// <summary>The whole book, or one group of clients.</summary>
    /// <param name="Segment">The business's own word; null = all clients.</param>
    public sealed record Group(string? Segment, IReadOnlyList<Horizon> Horizons);

    /// <summary>The figures of one horizon.</summary>
    /// <param name="Cases">Client-days judged.</param>
    /// <param name="Clients">Clients among them.</param>
    /// <param name="Silent">Client-days followed by silence.</param>
    /// <param name="Measures">In the order of <see cref="CardPredictor"/>.</param>
    /// <param name="Calibration">Of the version, by tenths; empty = earlier dates taught too little.</param>
    public sealed record Horizon(
        int Days, int Cases, int Clients, int Silent, IReadOnlyList<Measure> Measures, IReadOnlyList<CalibrationTable.Tenth> Calibration)
    {
        /// <summary>The figures of a predictor.</summary>
        public Measure Of(CardPredictor predictor) => Measures[(int)predictor];
    }

    /// <summary>A figure with its 95 % interval.</summary>
    public sealed record Estimate(double Value, double Low, double High);

    /// <summary>One predictor's figures; null = undefined.</summary>
    /// <param name="Area">Area under the ROC curve.</param>
    /// <param name="OverSilence">Its area minus that of days of silence.</param>
    /// <param name="OverInForce">Its area minus that of the scorecard in force.</param>
    /// <param name="Brier">Mean squared error of the probability that earlier dates taught.</param>
    /// <param name="BrierSkill">How much less that is than by always saying the base rate.</param>
    /// <param name="Precision">Of the clients that coaches can call by it, the share that fell silent.</param>
    /// <param name="Recall">Of those who fell silent, the share that coaches can call by it.</param>
    /// <param name="Reached">The number of those, client-days; a tie counts by its chance.</param>
    public sealed record Measure(
        CardPredictor Predictor, Estimate? Area, Estimate? OverSilence, Estimate? OverInForce, double? Brier, double? BrierSkill, double? Precision, double? Recall, double Reached);

    /// <summary>The figures of cases. Pure: the same cases and protocol give the same figures.</summary>
    /// <param name="groups">The names of the groups, by the place that a case has.</param>
    /// <exception cref="PlainError">There are too few cases.</exception>
    internal static ScorecardBacktest Of(string scorecard, string inForce, CardProtocol protocol, IReadOnlyList<CardCase> cases, IReadOnlyList<string> groups)
    {
        if (cases.Count(one => one.AwayIn >= RiskModel.Usual[0]) < FewestCases)
            throw new PlainError($"Too few clients to back-test: {cases.Count(one => one.AwayIn >= RiskModel.Usual[0])} client-days with a known outcome, {FewestCases} are needed. Judged are clients with {CardProtocol.ActiveDays} active days, one of them in the last {CardProtocol.HeardWithin} days, whose score is known.");
        var judged = RiskModel.Usual.Select(days => CardHorizon.Of(days, cases, protocol)).ToList();
        var large = Enumerable.Range(0, groups.Count)
            .Select(group => (Group: group, Cases: judged[0].CasesOf(group)))
            .Where(one => one.Cases >= FewestOfGroup)
            .OrderByDescending(one => one.Cases).ThenBy(one => groups[one.Group], StringComparer.Ordinal)
            .Take(MostGroups);
        return new(scorecard, inForce, protocol,
        [
            new(null, [.. judged.Select(one => one.Figures(null))]),
            .. large.Select(one => new Group(groups[one.Group], [.. judged.Select(horizon => horizon.Figures(one.Group))])),
        ]);
    }
}
