using ClientVitals.Access;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals.Interventions;

/// <summary>
/// Answers the open episode of a client, by the four earlier words; each is an act on the episode's item. The next analysis takes it into
/// account: AWAY becomes a pause from the first day of the drift, FINE begins a new usual, LEFT ends the relation; CALLED is kept as said. The
/// same answer again on the same day changes nothing; another one replaces it together with what it did.
/// </summary>
/// <param name="Client">Whose episode.</param>
/// <param name="Answer">What is said.</param>
/// <param name="Until">AWAY: first day back; null = not known.</param>
/// <param name="Note">What someone wants to remember.</param>
public sealed record AnswerBreak(Guid Client, PatternAnswer Answer, DateOnly? Until = null, string? Note = null) : IAct<AnswerBreak.Answered>
{
    /// <summary>The result.</summary>
    /// <param name="Id">The answer; with it <see cref="TakeBackAnswer"/> undoes it.</param>
    /// <param name="EpisodeId">The episode answered.</param>
    /// <param name="DriftSince">First day of the drift; null when it is not known.</param>
    /// <param name="WasThere">The same answer was given today already; nothing was changed.</param>
    public sealed record Answered(long Id, long EpisodeId, DateOnly? DriftSince, bool WasThere);

    private sealed record EpisodeItem(long Item, long Episode, DateOnly? DriftSince);

    private sealed record EarlierAnswer(long Id, string Answer, DateOnly? Until, DateOnly AnsweredOn);

    /// <summary>Writes the answer and does what it means.</summary>
    /// <exception cref="PlainError">No episode is open; <see cref="Until"/> does not fit.</exception>
    /// <exception cref="NotFoundException">The one who acts does not see how this client is judged.</exception>
    public async Task<Answered> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!await PatternEvidence.IsSeenAsync(work, Client, ct))
            throw new NotFoundException(SeenClients.NoSuchClient);
        FieldLimits.Check("note", Note);
        if (Until is not null && Answer != PatternAnswer.Away)
            throw new PlainError("Only AWAY has a first day back; leave it out, or answer AWAY.");
        var settings = await BusinessSettings.InForceAsync(work.Connection, ct);
        var today = DateOnly.FromDayNumber(Moment.DayOf(work.Now, settings.Zone));
        var episode = await ItemAsync(work, today, ct);
        var item = await ItemTurn.TakeAsync(work, episode.Item, ct);
        var earlier = await work.Connection.QuerySingleOrDefaultAsync<EarlierAnswer>(new CommandDefinition(
            Sql.Of<AnswerBreak>("Earlier"), new { episode = episode.Episode }, cancellationToken: ct));
        if (earlier is not null && earlier.AnsweredOn == today && earlier.Answer == Answer.AsOutcome().Word() && earlier.Until == Until)
            return new Answered(earlier.Id, episode.Episode, episode.DriftSince, WasThere: true);
        if (earlier is not null && earlier.AnsweredOn == today)
            await UndoAct.UndoAsync(work, earlier.Id, ct);
        var (id, _) = await new RecordOutcome(episode.Item, Answer.AsOutcome(), Until, Note).WriteAsync(work, item, today, ct);
        await Audit.Client("break answered", Client, ("answer", Answer.Word())).RunAsync(work, ct);
        return new Answered(id, episode.Episode, episode.DriftSince, WasThere: false);
    }

    /// <summary>The item of the episode; an episode that was written without an analysis gets its item now.</summary>
    private async Task<EpisodeItem> ItemAsync(UnitOfWork work, DateOnly today, CancellationToken ct)
    {
        Task<EpisodeItem?> FindAsync() => work.Connection.QuerySingleOrDefaultAsync<EpisodeItem>(new CommandDefinition(
            Sql.Of<AnswerBreak>("Item"), new { client = Client }, cancellationToken: ct));
        if (await FindAsync() is { } found)
            return found;
        await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of(typeof(ItemsOfCauses), "Open"), new { now = work.Now, today, client = (Guid?)Client }, cancellationToken: ct));
        return await FindAsync()
            ?? throw new PlainError("No episode of this client is open, so there is nothing to answer; `vitals call-patterns breaks` lists who has one.");
    }
}
