using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;
using ClientVitals.HealthScores.Scoring;
using ClientVitals.People;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals.HealthScores.Overrides;

/// <summary>
/// Sets the zone of a client by hand, with a reason and a last day. The score goes on being computed and counts in every statistic; lists show the client
/// in the zone that was set, marked. The latest one that is not taken back holds; it ends by itself after its last day. The same again adds nothing.
/// </summary>
/// <param name="Client">Whose.</param>
/// <param name="Zone">RED, YELLOW, GREEN or PURPLE; null = that of <paramref name="Score"/>.</param>
/// <param name="Score">0 to 100; null = a zone is set and no score.</param>
/// <param name="LastDay">The last business day on which it holds, today or later.</param>
/// <param name="Reason">Why, in the words of who sets it.</param>
public sealed record OverrideHealth(Guid Client, string? Zone, decimal? Score, DateOnly LastDay, string? Reason) : IAct<OverrideHealth.Done>
{
    /// <summary>Days ahead at most: who is judged by hand is looked at again.</summary>
    public const int MostDays = 90;

    /// <summary>The zones there are, the best first.</summary>
    public static IReadOnlyList<string> Zones { get; } = ["PURPLE", "GREEN", "YELLOW", "RED"];

    /// <summary>What became of it.</summary>
    /// <param name="Id">With it <see cref="TakeBackOverride"/> undoes it.</param>
    /// <param name="Zone">The zone that was set.</param>
    /// <param name="WasThere">It was set so already; nothing was changed.</param>
    public sealed record Done(long Id, string Zone, bool WasThere);

    internal sealed record Written(long Id, bool WasThere);

    /// <exception cref="PlainError">The zone, the score, the last day or the reason cannot be.</exception>
    /// <exception cref="NotFoundException">The one who acts sees no such client.</exception>
    /// <exception cref="ForbiddenException">They do not see how clients are judged.</exception>
    public async Task<Done> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        await work.MustSeeClientAsync(Client, ct);
        work.MustJudge();
        var zone = await ZoneAsync(work, ct);
        CheckDay(BusinessZone.Of((await BusinessSettings.InForceAsync(work.Connection, ct)).BusinessZone).DayOf(work.Now));
        if (string.IsNullOrWhiteSpace(Reason))
            throw new PlainError("Say why: write a reason.");
        FieldLimits.Check("reason", Reason);
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<OverrideHealth>("Turn"), new { client = Client }, cancellationToken: ct));
        var written = await work.Connection.QuerySingleAsync<Written>(new CommandDefinition(
            Sql.Of<OverrideHealth>("Write"),
            new { client = Client, zone, score = Score, last_day = LastDay, reason = Reason.Trim(), now = work.Now, by = work.By.Name },
            cancellationToken: ct));
        if (!written.WasThere)
        {
            await Audit.Client("health set by hand", Client, ("zone", zone)).RunAsync(work, ct);
            await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<OverrideHealth>("Tell"), cancellationToken: ct));
        }
        return new(written.Id, zone, written.WasThere);
    }

    /// <summary>The zone that is set: the one named, or that of the score by the scorecard in force.</summary>
    private async Task<string> ZoneAsync(UnitOfWork work, CancellationToken ct)
    {
        var named = Zone?.Trim().ToUpperInvariant();
        if (named is { Length: > 0 } && !Zones.Contains(named))
            throw new PlainError($"The zone must be one of {string.Join(", ", Zones)}, not \"{Zone}\".");
        if (Score is not { } score)
            return named is { Length: > 0 } ? named : throw new PlainError("Choose a zone, or give a score from 0 to 100.");
        if (score is < 0 or > 100 || Math.Round(score, 2) != score)
            throw new PlainError($"The score must be 0 to 100 with two decimals at most, not {score}.");
        var card = await ScorecardInForce.ReadAsync(work.Connection, work.Now, ct);
        var zone = new ScoreClients(card.Card).ZoneOf(score);
        return named is null or "" || named == zone ? zone : throw new PlainError($"A score of {score} is {zone}, not {named}; leave one of the two out.");
    }

    private void CheckDay(DateOnly today)
    {
        if (LastDay < today)
            throw new PlainError($"The last day must be today or later, not {LastDay:yyyy-MM-dd}.");
        if (LastDay > today.AddDays(MostDays))
            throw new PlainError($"The last day must be within {MostDays} days, by {today.AddDays(MostDays):yyyy-MM-dd}, not {LastDay:yyyy-MM-dd}.");
    }
}

/// <summary>Who may say how a client is doing.</summary>
internal static class Judges
{
    /// <exception cref="ForbiddenException">The one who acts sets appointments or closes sales, and does not see how clients are judged.</exception>
    public static void MustJudge(this UnitOfWork work)
    {
        if (work.Actor().WorksAs is AppRole.Setter or AppRole.Closer)
            throw new ForbiddenException("Only an owner, an admin or the client's coach can set how a client is doing.");
    }
}
