using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using Dapper;

namespace ClientVitals.CallPatterns.Answers;

/// <summary>Takes an answer back together with what it did: the pause it entered, the end of the relation it set.</summary>
public sealed record TakeBackAnswer(long Id) : IAct<bool>
{
    /// <summary>Takes it back.</summary>
    /// <returns>Always true: it is taken back.</returns>
    /// <exception cref="NotFoundException">There is no such answer, or the one who acts does not see it.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (await work.SeenAsync<AnsweredClient>(Sql.Of<AnsweredClient>(), new { answer = Id }, ct) is not [var answered]
            || !await UndoAsync(work, Id, ct))
            throw new NotFoundException("There is no such answer, or it is not about a client of your book; it may have been taken back already.");
        return await Audit.Client("answer taken back", answered.ClientId).RunAsync(work, ct);
    }

    private sealed record TakenBack(Guid ClientId, string Answer, DateTimeOffset AnsweredAt, long? PauseId);

    /// <summary>The same within a transaction; false when there is none.</summary>
    internal static async Task<bool> UndoAsync(UnitOfWork work, long id, CancellationToken ct)
    {
        var gone = await work.Connection.QuerySingleOrDefaultAsync<TakenBack>(new CommandDefinition(
            Sql.Of<TakeBackAnswer>(), new { id, now = work.Now }, cancellationToken: ct));
        if (gone is null)
            return false;
        if (gone.PauseId is { } pause)
            await TakeBackPause.WriteAsync(work, gone.ClientId, pause, ct);
        if (gone.Answer == PatternAnswer.Left.Word())
            await TakeBackEnd.LeftAsync(work, gone.ClientId, gone.AnsweredAt, ct);
        return true;
    }
}
