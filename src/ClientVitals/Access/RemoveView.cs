using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>Removes a view of one's own; somebody else's stays.</summary>
public sealed record RemoveView(Guid User, Guid Id)
{
    /// <returns>Whether it was there.</returns>
    public async Task<bool> RunAsync(NpgsqlConnection db, CancellationToken ct) =>
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<RemoveView>("Write"), new { user_id = User, id = Id }, cancellationToken: ct)) > 0;
}
