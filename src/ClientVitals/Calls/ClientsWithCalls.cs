using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Calls;

/// <summary>A client and how many calls they have.</summary>
/// <param name="Email">Primary e-mail; null for a client known by number only.</param>
/// <param name="Calls">All calls, whatever became of them.</param>
/// <param name="Last">The latest that has taken place; null = none.</param>
public sealed record ClientWithCalls(
    Guid Id, string? Email, string? Phone, string? Name, string? Coach, string Status, string Source, long Calls, DateTimeOffset? First, DateTimeOffset? Last);

/// <summary>Clients with how many calls each has.</summary>
public static class ClientsWithCalls
{
    /// <summary>Clients in the order of their names, at most <paramref name="limit"/>.</summary>
    /// <param name="db">Where to look.</param>
    /// <param name="search">A part of a name or address; null = everybody.</param>
    /// <param name="id">One client only.</param>
    /// <param name="now">The present moment.</param>
    public static async Task<IReadOnlyList<ClientWithCalls>> ReadAsync(NpgsqlConnection db, string? search, Guid? id, int limit, DateTimeOffset now, CancellationToken ct) =>
        (await db.QueryAsync<ClientWithCalls>(
            new CommandDefinition(Sql.Of(typeof(ClientsWithCalls)), new { search = search?.Trim().ToLowerInvariant(), id, limit, now }, cancellationToken: ct))).AsList();
}
