using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Analysis;

/// <summary>
/// Which episodes came to an end since the last run? Those open in the table that the judge no longer holds open, and, when the
/// job did not run for days, those that came and went in between.
/// </summary>
internal sealed class EndedEpisodes
{
    private sealed record StandingLine(Guid ClientId, DateOnly OpenedOn);

    private readonly Dictionary<Guid, DateOnly> _standing;
    private readonly Moment _asOf;
    private readonly TimeZoneInfo _zone;
    private readonly BookCalibrations _calibrations;
    private readonly PatternBudgets _budgets;

    private EndedEpisodes(Dictionary<Guid, DateOnly> standing, Moment asOf, TimeZoneInfo zone, BookCalibrations calibrations, PatternBudgets budgets)
    {
        _standing = standing;
        _asOf = asOf;
        _zone = zone;
        _calibrations = calibrations;
        _budgets = budgets;
    }

    /// <summary>Reads which episodes stand open in the table.</summary>
    public static async Task<EndedEpisodes> BeginAsync(
        NpgsqlConnection db, Moment asOf, TimeZoneInfo zone, BookCalibrations calibrations, PatternBudgets budgets, CancellationToken ct)
    {
        var lines = await db.QueryAsync<StandingLine>(new CommandDefinition(Sql.Of<EndedEpisodes>("Standing"), cancellationToken: ct));
        return new EndedEpisodes(lines.ToDictionary(line => line.ClientId, line => line.OpenedOn), asOf, zone, calibrations, budgets);
    }

    /// <summary>Those of some clients, with what the judge says of them now.</summary>
    public List<(Guid Client, Episode Episode)> Of(BookHistories part, IReadOnlyList<Judgement> judgements)
    {
        var today = _asOf.Date;
        var ended = new List<(Guid, Episode)>();
        for (var place = 0; place < judgements.Count; place++)
        {
            var client = part.Clients[place];
            var since = client.LastPatternCheck is { } last ? DateOnly.FromDayNumber(Moment.DayOf(last, _zone)) : today;
            var open = judgements[place].Open;
            var known = _standing.TryGetValue(client.Id, out var openedOn);
            var goesOn = known && open is not null && open.OpenedOn <= since;
            var missedDays = today.DayNumber - since.DayNumber > 1;
            if ((!known || goesOn) && !missedDays)
                continue;
            var from = known ? openedOn : since;
            var walked = PatternBook.Replay([part.Histories[place]], from, today, PatternRule.Calibrated, _budgets, _calibrations).Where(e => e.ClosedOn is not null).ToList();
            // At most one closing for the open row: calls logged late may have made several drifts of what was one.
            if (known && !goesOn)
                ended.Add((client.Id, Closing(walked.LastOrDefault(e => e.OpenedOn <= since), client.Address, openedOn, today)));
            foreach (var episode in walked.Where(e => e.OpenedOn > since))
                ended.Add((client.Id, episode));
        }
        return ended;
    }

    /// <summary>How the open row ends: as the walk has it, on the row's own days; without a walked one, there was none.</summary>
    private static Episode Closing(Episode? walked, string address, DateOnly openedOn, DateOnly today) => walked is null
        ? new Episode(address, openedOn, null, PatternStatus.BelowPattern, today, CloseReason.Corrected, null, "")
        : walked with { OpenedOn = openedOn, BreakOn = walked.BreakOn < openedOn ? openedOn : walked.BreakOn };
}
