using ClientVitals.Access;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals.CallPatterns.Answers;

/// <summary>
/// Answers the open episode of a client. The next analysis heeds it: AWAY becomes a pause from the first day of the drift, FINE
/// begins a new usual, LEFT ends the relation with the last active day behind it; CALLED is kept as said. The same answer again on
/// the same day changes nothing; another one replaces it together with what it did.
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

    private sealed record OpenEpisodeLine(long Id, DateOnly? DriftSince);

    private sealed record EarlierAnswer(long Id, string Answer, DateOnly? Until, DateOnly AnsweredOn);

    /// <summary>Writes the answer and does what it means.</summary>
    /// <exception cref="PlainError">No episode is open; <see cref="Until"/> does not fit.</exception>
    /// <exception cref="NotFoundException">The one who acts does not see how this client is judged.</exception>
    public async Task<Answered> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!await PatternEvidence.IsSeenAsync(work, Client, ct))
            throw new NotFoundException(SeenClients.NoSuchClient);
        var (db, now, by) = (work.Connection, work.Now, work.By.Name);
        FieldLimits.Check("note", Note);
        if (Until is not null && Answer != PatternAnswer.Away)
            throw new PlainError("Only AWAY has a first day back; leave it out, or answer AWAY.");
        var episode = await db.QuerySingleOrDefaultAsync<OpenEpisodeLine>(new CommandDefinition(
            Sql.Of<AnswerBreak>("Episode"), new { client = Client }, cancellationToken: ct))
            ?? throw new PlainError("No episode of this client is open, so there is nothing to answer; `vitals call-patterns breaks` lists who has one.");
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var today = DateOnly.FromDayNumber(Moment.DayOf(now, settings.Zone));
        var earlier = await db.QuerySingleOrDefaultAsync<EarlierAnswer>(new CommandDefinition(
            Sql.Of<AnswerBreak>("Earlier"), new { episode = episode.Id }, cancellationToken: ct));
        if (earlier is not null && earlier.AnsweredOn == today && earlier.Answer == Answer.Word() && earlier.Until == Until)
            return new Answered(earlier.Id, episode.Id, episode.DriftSince, WasThere: true);
        if (earlier is not null && earlier.AnsweredOn == today)
            await TakeBackAnswer.UndoAsync(work, earlier.Id, ct);

        var pause = Answer == PatternAnswer.Away ? await PauseAsync(work, episode, today, ct) : null;
        var id = await db.ExecuteScalarAsync<long>(new CommandDefinition(
            Sql.Of<AnswerBreak>("Write"),
            new { episode = episode.Id, client = Client, answer = Answer.Word(), now, by, today, until = Until, note = Note, pause },
            cancellationToken: ct));
        if (Answer == PatternAnswer.Left)
            await EndRelation.LeftAsync(work, Client, today, ct);
        await Audit.Client("break answered", Client, ("answer", Answer.Word())).RunAsync(work, ct);
        return new Answered(id, episode.Id, episode.DriftSince, WasThere: false);
    }

    private async Task<long?> PauseAsync(UnitOfWork work, OpenEpisodeLine episode, DateOnly today, CancellationToken ct)
    {
        var from = episode.DriftSince is { } since && since < today ? since : today;
        if (Until <= from)
            throw new PlainError($"The first day back, {Until:yyyy-MM-dd}, must be after the day the silence began, {from:yyyy-MM-dd}.");
        var entered = await new EnterPause(Client, from, Until, Note: Note).RunAsync(work, ct);
        // A pause that stood there already is not this answer's to take back.
        return entered.WasThere ? null : entered.Id;
    }
}
