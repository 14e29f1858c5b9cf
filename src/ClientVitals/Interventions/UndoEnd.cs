using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using Dapper;

namespace ClientVitals.Interventions;

/// <summary>
/// Takes the end of a relation back, days later too: where "client left" had set it, that act is undone with it, so that nothing says any more
/// that they left.
/// </summary>
/// <param name="Client">Whose.</param>
/// <param name="End">Which.</param>
public sealed record UndoEnd(Guid Client, long End) : IAct<bool>
{
    /// <returns>Whether there was such an end to take back.</returns>
    /// <exception cref="NotFoundException">The actor sees no such client.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        await work.MustSeeClientAsync(Client, ct);
        var act = await work.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(Sql.Of<UndoEnd>(), new { client = Client, end_id = End }, cancellationToken: ct));
        if (act is null || await UndoAct.UndoAsync(work, act.Value, ct) is null)
            return await new TakeBackEnd(Client, End).RunAsync(work, ct);
        return await Audit.Client("end taken back", Client).RunAsync(work, ct);
    }
}
