using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using Dapper;

namespace ClientVitals.Calls;

/// <summary>Takes a call that was written down by hand out of the book again; one that a source delivered stays.</summary>
/// <param name="Client">With whom it was.</param>
/// <param name="Id">As <see cref="LogCall"/> returned it.</param>
public sealed record TakeBackCall(Guid Client, Guid Id) : IAct<bool>
{
    /// <returns>Whether it was there.</returns>
    /// <exception cref="NotFoundException">Whoever acts sees no such client.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        await work.MustSeeClientAsync(Client, ct);
        return await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<TakeBackCall>("Write"), new { client = Client, id = Id.ToString(), source = LogCall.Source }, cancellationToken: ct)) > 0
            && await new Audit(CallActions.TakenBack, $"client:{Client}").RunAsync(work, ct);
    }
}
