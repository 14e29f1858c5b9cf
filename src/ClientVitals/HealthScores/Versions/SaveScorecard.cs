using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.Scorecards;
using Dapper;

namespace ClientVitals.HealthScores.Versions;

/// <summary>Keeps a scorecard as a new version of its name; earlier versions stay as they are. No score is made by it until it is switched on.</summary>
/// <param name="Card">Its rules; the version is given here.</param>
/// <param name="Note">Why it was made.</param>
public sealed record SaveScorecard(Scorecard Card, string? Note = null) : IAct<SaveScorecard.Saved>
{
    /// <summary>Digits after the point that a score can have.</summary>
    private const int MostDecimals = 2;

    private static readonly string[] Zones = ["RED", "YELLOW", "GREEN", "PURPLE"];

    /// <param name="Scorecard">Name and version: own-v1.</param>
    public sealed record Saved(int Id, string Scorecard);

    /// <exception cref="PlainError">The rules cannot be used.</exception>
    /// <exception cref="ForbiddenException">Neither an owner nor an admin.</exception>
    public async Task<Saved> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        work.MustChangeScorecards();
        FieldLimits.Check("note", Note);
        if (ScorecardEdit.NameFault(Card.Name) is { } fault)
            throw new PlainError(fault);
        Check(Card);
        var db = work.Connection;
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<SaveScorecard>("Turn"), cancellationToken: ct));
        var version = await db.ExecuteScalarAsync<int>(new CommandDefinition(Sql.Of<SaveScorecard>("Next"), new { name = Card.Name }, cancellationToken: ct));
        var card = ScorecardJson.Read(ScorecardJson.Write(Card with { Version = version }));
        var note = string.IsNullOrWhiteSpace(Note) ? null : Note.Trim();
        var id = await db.ExecuteScalarAsync<int>(new CommandDefinition(
            Sql.Of<SaveScorecard>("Write"),
            new { name = card.Name, version, definition = ScorecardJson.Write(card), note, now = work.Now, by = work.By.Name },
            cancellationToken: ct));
        await ScorecardActions.Of("saved", card.Id).RunAsync(work, ct);
        return new(id, card.Id);
    }

    /// <summary>What the tables and the measurements can carry.</summary>
    private static void Check(Scorecard card)
    {
        if (card.Decimals > MostDecimals)
            throw new PlainError($"Scores are kept with {MostDecimals} decimals at most; the scorecard has {card.Decimals}.");
        if (card.Zones.FirstOrDefault(zone => !Zones.Contains(zone.Name)) is { } other)
            throw new PlainError($"The zones are {string.Join(", ", Zones)}; the scorecard has \"{other.Name}\".");
        foreach (var input in card.Inputs)
        {
            var isMeasured = (input.Source, input.Measure) switch
            {
                ("sessions", "attended") => input is { Days: { } days, DaysBefore: 0 } && ScorecardEdit.CountedDays.Contains(days),
                ("sessions", "days_since_attended") or ("packages", "remaining") or ("packages", "bought") => true,
                _ => false,
            };
            if (!isMeasured)
                throw new PlainError($"The input \"{input.Name}\" is not measured. Measured are sessions attended in {string.Join(", ", ScorecardEdit.CountedDays)} days, days_since_attended, and of packages remaining and bought.");
        }
    }
}

/// <summary>What the record says of scorecards, and who may change them.</summary>
internal static class ScorecardActions
{
    public static Audit Of(string did, string scorecard) =>
        new(new AuditAction("scorecard_changed"), $"scorecard:{scorecard}", new Dictionary<string, string> { ["did"] = did });

    /// <exception cref="ForbiddenException">Neither an owner, nor an admin, nor a program.</exception>
    public static void MustChangeScorecards(this UnitOfWork work)
    {
        if (!work.Actor().WorksOnAll)
            throw new ForbiddenException("Only an owner or an admin can change scorecards.");
    }
}
