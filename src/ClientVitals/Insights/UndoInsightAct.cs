using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Insights;

/// <summary>
/// Undoes the last act on a finding: it is as it was before. Not after the watcher or somebody else has changed it since, for then nobody knows what it
/// would be.
/// </summary>
/// <param name="Event">The act, as <see cref="ActOnInsight"/> answers.</param>
public sealed record UndoInsightAct(long Event) : IAct<UndoInsightAct.Undone>
{
    /// <summary>What was undone.</summary>
    public sealed record Undone(Guid Insight, string Kind, InsightState State);

    private sealed record LastAct(Guid InsightId, string Kind, long? LastId);

    /// <summary>Undoes it.</summary>
    /// <exception cref="PlainError">Something happened to the finding since.</exception>
    /// <exception cref="NotFoundException">There is no such act that holds, or the actor does not see it.</exception>
    public async Task<Undone> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        const string NoSuchAct = "There is no such act, or it is not about your book; it may have been undone already.";
        if (await work.SeenAsync<LastAct>(Sql.Of<UndoInsightAct>("Last"), new { act = Event }, ct) is not [var seen])
            throw new NotFoundException(NoSuchAct);
        await InsightOfCaller.TakeAsync(work, seen.InsightId, ct);
        // Who waited for the lock looks again.
        var act = await work.Connection.QuerySingleOrDefaultAsync<LastAct>(new CommandDefinition(Sql.Of<UndoInsightAct>("Last"), new { act = Event }, cancellationToken: ct))
            ?? throw new NotFoundException(NoSuchAct);
        if (act.LastId != Event)
            throw new PlainError("Something happened to this finding since, so the act can no longer be undone. Nothing was changed.");
        var state = await work.Connection.ExecuteScalarAsync<string>(new CommandDefinition(
            Sql.Of<UndoInsightAct>("Write"), new { act = Event, now = work.Now, by = work.By.Name }, cancellationToken: ct));
        await new Audit(InsightActions.Acted, $"insight:{act.InsightId}", new Dictionary<string, string> { ["did"] = "undone", ["event"] = Event.ToString(CultureInfo.InvariantCulture) }).RunAsync(work, ct);
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<LookForFindings>("Tell"), cancellationToken: ct));
        return new(act.InsightId, act.Kind, Enum.Parse<InsightState>(state!, ignoreCase: true));
    }
}
