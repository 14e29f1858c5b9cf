using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Calls;

/// <summary>An address that no client has, and the calls that came with it.</summary>
/// <param name="Calls">How many.</param>
/// <param name="SeenWith">E-mails that other calls of the same number carry: whose it could be. The first five.</param>
public sealed record UnmatchedAddress(string? Email, string? Phone, long Calls, DateTimeOffset First, DateTimeOffset Last, string[] SeenWith);

/// <summary>Calls that are matched to no client, by the address they came with.</summary>
public static class UnmatchedCalls
{
    /// <summary>The addresses with the most calls.</summary>
    /// <param name="address">Only of this address; null = of all.</param>
    /// <param name="companions">Whether e-mails are looked for that came beside the numbers: it reads every call there is.</param>
    public static async Task<IReadOnlyList<UnmatchedAddress>> ReadAsync(NpgsqlConnection db, int limit, string? address, bool companions, CancellationToken ct) =>
        (await db.QueryAsync<UnmatchedAddress>(new CommandDefinition(Sql.Of(typeof(UnmatchedCalls)), new { limit, address, companions }, cancellationToken: ct))).AsList();

    /// <summary>How many there are, counted no further than to the most.</summary>
    public static Task<int> CountAsync(NpgsqlConnection db, int most, CancellationToken ct) =>
        db.ExecuteScalarAsync<int>(new CommandDefinition(Sql.Of(typeof(UnmatchedCalls), "Count"), new { most }, cancellationToken: ct));
}
