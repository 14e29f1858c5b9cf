using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>The words by which the business groups its clients.</summary>
public static class Segments
{
    /// <summary>Letters of one at most.</summary>
    public const int Longest = 60;

    /// <summary>Those in use, in alphabetical order; at most a hundred.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlConnection db, CancellationToken ct) =>
        (await db.QueryAsync<string>(new CommandDefinition(Sql.Of(typeof(Segments)), cancellationToken: ct))).AsList();
}
