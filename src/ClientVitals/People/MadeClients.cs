using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>Clients whom a delivery made, when it is undone or redone.</summary>
internal static class MadeClients
{
    /// <summary>Those whom a delivery made, and of whom nothing else is known.</summary>
    public static async Task<IReadOnlyList<Guid>> OfAsync(NpgsqlConnection db, long delivery, CancellationToken ct) =>
        (await db.QueryAsync<Guid>(new CommandDefinition(Sql.Of(typeof(MadeClients), "Of"), new { delivery }, commandTimeout: 0, cancellationToken: ct))).AsList();

    /// <summary>Takes them out.</summary>
    public static Task RemoveAsync(NpgsqlConnection db, IReadOnlyList<Guid> clients, CancellationToken ct) => clients.Count == 0
        ? Task.CompletedTask
        : db.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(MadeClients), "Remove"), new { clients = clients.ToArray() }, commandTimeout: 0, cancellationToken: ct));

    /// <summary>Makes them again; returns how many.</summary>
    /// <param name="clients">A JSON array of objects with <c>client_id</c>, <c>client</c>, <c>emails</c> and <c>phones</c>, each as its table's row.</param>
    public static Task<long> BringBackAsync(NpgsqlConnection db, string clients, CancellationToken ct) =>
        db.ExecuteScalarAsync<long>(new CommandDefinition(Sql.Of(typeof(MadeClients), "BringBack"), new { clients }, commandTimeout: 0, cancellationToken: ct));
}
