using ClientVitals.Access;
using ClientVitals.Database;

namespace ClientVitals.Interventions;

/// <summary>Takes an answer back together with what it did: the pause it entered, the end of the relation it set, the new usual it began.</summary>
public sealed record TakeBackAnswer(long Id) : IAct<bool>
{
    /// <summary>Takes it back.</summary>
    /// <returns>Always true: it is taken back.</returns>
    /// <exception cref="NotFoundException">There is no such answer, or the actor does not see it.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (await work.SeenAsync<ActOfCaller>(Sql.Of<ActOfCaller>(), new { act = Id }, ct) is not [var answered] || await UndoAct.UndoAsync(work, Id, ct) is null)
            throw new NotFoundException("There is no such answer, or it is not about a client of your book; it may have been taken back already.");
        return await Audit.Client("answer taken back", answered.ClientId).RunAsync(work, ct);
    }
}
