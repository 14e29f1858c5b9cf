using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>
/// What an adoption kept as the owner's own: his other tables, views and functions, and his additions to tables of ours. They are
/// nobody's drift and break no rule of ours.
/// </summary>
/// <param name="Names">As the catalogue writes them: <c>public.contacts</c>, <c>public.client_health_scores.nickname</c>.</param>
internal sealed record AdoptedThings(IReadOnlySet<string> Names)
{
    /// <summary>What was kept; nothing in a database that was never adopted.</summary>
    public static async Task<AdoptedThings> KeptAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<AdoptedThings>("There"), cancellationToken: cancel)))
        {
            return new AdoptedThings(new HashSet<string>());
        }
        return new((await connection.QueryAsync<string>(new CommandDefinition(Sql.Of<AdoptedThings>("Kept"), cancellationToken: cancel))).ToHashSet());
    }

    /// <summary>Whether this fact is about something kept.</summary>
    public bool Holds(ShapeFact fact) => Names.Contains(fact.About) || Names.Contains(fact.Key);

    /// <summary>
    /// The kept columns whose table a rollback has just dropped, in the rolling back transaction: no migration would make them again.
    /// </summary>
    internal static async Task<IReadOnlyList<string>> LostAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        await connection.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<AdoptedThings>("There"), cancellationToken: cancel))
            ? (await connection.QueryAsync<string>(new CommandDefinition(Sql.Of<AdoptedThings>("Lost"), cancellationToken: cancel))).AsList()
            : [];
}
