using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>
/// Takes the end of a relation back: the one entered before it holds again, or none. What was judged meanwhile stays as it was judged.
/// </summary>
/// <param name="Client">Whose.</param>
/// <param name="End">Which.</param>
public sealed record TakeBackEnd(Guid Client, long End) : IAct<bool>
{
    /// <returns>Whether there was such an end to take back.</returns>
    /// <exception cref="NotFoundException">The one who acts sees no such client.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        await work.MustSeeClientAsync(Client, ct);
        return await WriteAsync(work, Client, End, ct) && await Audit.Client("end taken back", Client).RunAsync(work, ct);
    }

    /// <summary>The same within an act that has checked who may; whether there was such an end to take back.</summary>
    internal static async Task<bool> WriteAsync(UnitOfWork work, Guid client, long end, CancellationToken ct)
    {
        var gone = await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<TakeBackEnd>("Write"), new { client, end_id = end, now = work.Now }, cancellationToken: ct));
        if (gone == 0)
            return false;
        await RelationEnds.ApplyAsync(work, client, ct);
        return true;
    }
}
