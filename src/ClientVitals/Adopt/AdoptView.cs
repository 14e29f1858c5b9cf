using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Adopt;

/// <summary>The owner's view on columns that get another type: it makes way and is made again as it was.</summary>
internal sealed record AdoptView(string Named, string Away, string Again)
{
    /// <summary>Each after those it reads.</summary>
    /// <param name="columns">The columns that get another type; null = none.</param>
    public static async Task<IReadOnlyList<AdoptView>> ReadAsync(NpgsqlConnection connection, IEnumerable<string?> columns, CancellationToken cancel) =>
        (await connection.QueryAsync<AdoptView>(new CommandDefinition(
            Sql.Of<AdoptView>(), new { columns = columns.OfType<string>().ToArray() }, cancellationToken: cancel))).AsList();
}
