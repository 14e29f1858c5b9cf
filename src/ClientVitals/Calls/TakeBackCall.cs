using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Calls;

/// <summary>Takes a call that was written down by hand out of the book again; one that a source delivered stays.</summary>
/// <param name="Client">With whom it was.</param>
/// <param name="Id">As <see cref="LogCall"/> returned it.</param>
public sealed record TakeBackCall(Guid Client, Guid Id)
{
    /// <returns>Whether it was there.</returns>
    public async Task<bool> RunAsync(NpgsqlConnection db, CancellationToken ct) =>
        await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<TakeBackCall>("Write"), new { client = Client, id = Id.ToString(), source = LogCall.Source }, cancellationToken: ct)) > 0;
}
