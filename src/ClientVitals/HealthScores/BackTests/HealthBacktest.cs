using ClientVitals.CallPatterns.Model;
using ClientVitals.HealthScores.Risk;
using ClientVitals.HealthScores.Scorecards;

namespace ClientVitals.HealthScores.BackTests;

/// <summary>
/// How good the risk would have been on a business's own history, beside what it has to beat: days of silence, the dropout model alone, the documented
/// score and its points of risk. Pure: the same histories and protocol give the same figures.
/// </summary>
/// <param name="Clients">Clients in the book.</param>
/// <param name="Horizons">One for each horizon whose outcome is known after at least one morning.</param>
public sealed record HealthBacktest(HealthBacktestProtocol Protocol, int Clients, IReadOnlyList<HealthBacktestHorizon> Horizons)
{
    /// <summary>Client-days below which nothing is said.</summary>
    public const int FewestCases = 30;

    /// <summary>Runs the protocol on a book. Throws <see cref="PlainError"/> when no morning can be tested.</summary>
    /// <param name="card">The scorecard whose score and points are compared; null = the documented one.</param>
    public static HealthBacktest Of(
        IReadOnlyList<ClientHistory> book, HealthBacktestProtocol protocol, Scorecard? card = null, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(protocol);
        var past = new RiskPast(book, protocol.HeardWithin, protocol.ActiveDays);
        var scores = new ScoreOfCalls(card ?? ShippedScorecards.Documented);
        var cases = RiskModel.Usual.ToDictionary(horizon => horizon, _ => new List<JudgedCase>());
        var curves = RiskModel.Usual.ToDictionary(horizon => horizon, _ => new List<RiskCurve>());
        foreach (var morning in protocol.Mornings)
        {
            ct.ThrowIfCancellationRequested();
            int[] horizons = [.. RiskModel.Usual.Where(horizon => morning.AddDays(horizon) <= protocol.KnownUntil)];
            Judge(book, past.On(morning.DayNumber), past.Learn(morning.DayNumber, horizons), scores, cases, curves);
            progress?.Report(morning.DayNumber);
        }
        if (cases[RiskModel.Usual[0]].Count < FewestCases)
            throw new PlainError(
                $"Too few clients to back-test: {cases[RiskModel.Usual[0]].Count} client-days with a known outcome, {FewestCases} are needed. Judged are clients with {protocol.ActiveDays} active days, one of them within {protocol.HeardWithin} days, on mornings that are followed by {RiskModel.Usual[0]} known days.");
        return new HealthBacktest(protocol, book.Count,
        [
            .. RiskModel.Usual.Where(horizon => cases[horizon].Count > 0)
                .Select(horizon => HealthBacktestHorizon.Of(horizon, cases[horizon], curves[horizon], protocol.CanCall)),
        ]);
    }

    private static void Judge(
        IReadOnlyList<ClientHistory> book, RiskMorning morning, RiskModel model, ScoreOfCalls scores,
        Dictionary<int, List<JudgedCase>> cases, Dictionary<int, List<RiskCurve>> curves)
    {
        foreach (var row in morning.AtRisk)
        {
            var (score, points) = scores.Of(RiskMorning.KnownBy(book[row.Client], morning.Day), morning.Day);
            foreach (var one in model.Horizons.Where(one => row.IsThere(one.Days)))
            {
                var signs = RiskSigns.Of(model.Parameters, row.Recency, one.Days);
                cases[one.Days].Add(new JudgedCase(
                    row.Client, row.NextCallIn >= one.Days, one.Curve.Probability(signs), signs.Book, signs.Left, row.SilentDays, score, points));
            }
        }
        foreach (var one in model.Horizons)
            curves[one.Days].Add(one.Curve);
    }
}
