using Npgsql;

namespace ClientVitals.Database;

/// <summary>A question asked on somebody's behalf in one round trip.</summary>
public static class QueryAs
{
    /// <summary>
    /// Says who asks and asks, in one batch: to the server one implicit transaction, so that role and claims end with it and nothing
    /// is left on the connection. For a single statement that only reads. It is planned once a connection, by what is asked and not by the
    /// values: with the rules of row security in it, planning takes longer than asking.
    /// </summary>
    /// <param name="database">Where.</param>
    /// <param name="who">On whose behalf.</param>
    /// <param name="sql">One statement; its parameters are named as the members of <paramref name="about"/>; see <see cref="Narrowed"/>.</param>
    /// <param name="about">An anonymous object; null values are sent as null.</param>
    public static async Task<IReadOnlyList<T>> AskAsync<T>(
        this VitalsDatabase database, DatabaseIdentity who, string sql, object? about, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(who);
        await using var connection = await database.OpenForQueryAsync(cancel);
        var keeps = database.KeepsStatements;
        try
        {
            return await AskAsync<T>(connection, keeps, who, sql, about, cancel);
        }
        catch (PostgresException changed) when (keeps && changed.SqlState == PostgresErrorCodes.FeatureNotSupported)
        {
            // "cached plan must not change result type": a migration came between; what was prepared is prepared again.
            connection.UnprepareAll();
            return await AskAsync<T>(connection, keeps, who, sql, about, cancel);
        }
    }

    private static async Task<IReadOnlyList<T>> AskAsync<T>(NpgsqlConnection connection, bool keeps, DatabaseIdentity who, string sql, object? about, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(DatabaseIdentity.SqlPlannedOnce) { Parameters = { new() { Value = who.Role }, new() { Value = who.Claims } } });
        batch.BatchCommands.Add(QueryBatch.Command(sql, about));
        if (keeps)
            await batch.PrepareAsync(cancel);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        return await QueryBatch.RowsAsync<T>(reader, cancel);
    }
}
