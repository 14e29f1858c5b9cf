using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>
/// Takes back that a coach was given clients with their invitation: these have no coach again, but for those who changed hands since. The
/// account stays.
/// </summary>
/// <param name="Change">The number of one of the changes by which they were given.</param>
public sealed record TakeBackClients(long Change) : IAct<int>
{
    /// <returns>How many have no coach again.</returns>
    /// <exception cref="NotFoundException">No clients were given with that number, or all of them changed hands since.</exception>
    /// <exception cref="ForbiddenException">The one who acts works in one book.</exception>
    public async Task<int> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!work.Actor().WorksOnAll)
            throw new ForbiddenException("Only an owner or an admin can change the coach of clients.");
        var back = await work.Connection.ExecuteScalarAsync<int>(new CommandDefinition(
            Sql.Of<TakeBackClients>("Write"), new { change = Change, now = work.Now, by = work.By.Name }, cancellationToken: ct));
        if (back == 0)
            throw new NotFoundException("These clients were taken back already, or have another coach by now; nothing was changed.");
        await Audit.Client("clients of an invited coach taken back", null, ("clients", back.ToString(CultureInfo.InvariantCulture))).RunAsync(work, ct);
        return back;
    }
}
