using ClientVitals.HealthScores.Risk;

namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>
/// How well a version of the scorecard would have told who falls silent, on the business's own past, beside the scorecard in force, the points of risk of the
/// documented formula and days of silence.
/// </summary>
/// <param name="Scorecard">The version that is tested: own-v1.</param>
/// <param name="InForce">The scorecard in force when it was tested.</param>
/// <param name="Groups">First all clients; then each group with enough cases, the largest first.</param>
public sealed record ScorecardBacktest(string Scorecard, string InForce, CardProtocol Protocol, IReadOnlyList<GroupFigures> Groups)
{
    /// <summary>Client-days below which nothing is said: in all, and of a group.</summary>
    public const int FewestCases = 30, FewestOfGroup = 50;

    /// <summary>Groups shown at most.</summary>
    public const int MostGroups = 20;

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
            .. large.Select(one => new GroupFigures(groups[one.Group], [.. judged.Select(horizon => horizon.Figures(one.Group))])),
        ]);
    }
}
