using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Calls;

/// <summary>Calls that belong to nobody known, by the address they came with.</summary>
/// <param name="Calls">How many.</param>
/// <param name="SeenWith">E-mails that other calls of the same number carry: whose it could be. The first five.</param>
public sealed record UnmatchedCalls(string? Email, string? Phone, long Calls, DateTimeOffset First, DateTimeOffset Last, string[] SeenWith)
{
    /// <summary>The addresses with the most calls.</summary>
    public static async Task<IReadOnlyList<UnmatchedCalls>> ReadAsync(NpgsqlConnection db, int limit, CancellationToken ct) =>
        (await db.QueryAsync<UnmatchedCalls>(new CommandDefinition(Sql.Of<UnmatchedCalls>(), new { limit }, commandTimeout: 0, cancellationToken: ct))).AsList();
}
