using Dapper;
using Npgsql;

namespace ClientVitals.Database;

/// <summary>What server this is, and what the login that asks may do on it.</summary>
/// <param name="VersionNumber">As PostgreSQL counts: 150004 = 15.4.</param>
/// <param name="Clock">The server's, at the moment it was asked.</param>
/// <param name="Bytes">Of the whole database.</param>
/// <param name="OwnsTables">Whether the login owns our tables; null = they are not there.</param>
/// <param name="NotHeld">Of anon, authenticated and service_role, those it cannot act as.</param>
public sealed record ServerFacts(
    int VersionNumber, string Version, DateTimeOffset Clock, long Bytes, string Login, bool IsSuperuser, bool? OwnsTables, string[] NotHeld)
{
    public static Task<ServerFacts> ReadAsync(NpgsqlConnection db, CancellationToken ct) =>
        db.QuerySingleAsync<ServerFacts>(new CommandDefinition(Sql.Of<ServerFacts>(), cancellationToken: ct));
}
