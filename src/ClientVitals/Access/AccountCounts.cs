using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>Whether anybody can come in, and manage who does.</summary>
/// <param name="Owners">Owners with an open account and a password.</param>
/// <param name="Waiting">Open accounts without a password: invited, not come yet.</param>
public sealed record AccountCounts(int Accounts, int Owners, int Waiting)
{
    public static Task<AccountCounts> ReadAsync(NpgsqlConnection db, CancellationToken ct) =>
        db.QuerySingleAsync<AccountCounts>(new CommandDefinition(Sql.Of<AccountCounts>(), cancellationToken: ct));
}
