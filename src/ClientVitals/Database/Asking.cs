using System.ComponentModel;
using Dapper;
using Npgsql;

namespace ClientVitals.Database;

/// <summary>A question asked on somebody's behalf in one round trip.</summary>
public static class Asking
{
    /// <summary>
    /// Says who asks and asks, in one batch: to the server one implicit transaction, so that role and claims end with it and nothing
    /// is left on the connection. For a single statement that only reads.
    /// </summary>
    /// <param name="database">Where.</param>
    /// <param name="who">On whose behalf.</param>
    /// <param name="sql">One statement; its parameters are named as the members of <paramref name="about"/>.</param>
    /// <param name="about">An anonymous object; null values are sent as null.</param>
    public static async Task<IReadOnlyList<T>> AskAsync<T>(
        this VitalsDatabase database, ActingAs who, string sql, object? about, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(who);
        await using var connection = await database.OpenBareAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(ActingAs.Sql) { Parameters = { new() { Value = who.Role }, new() { Value = who.Claims } } });
        var ask = new NpgsqlBatchCommand(sql);
        foreach (PropertyDescriptor member in TypeDescriptor.GetProperties(about ?? new object()))
            ask.Parameters.AddWithValue(member.Name, member.GetValue(about) ?? DBNull.Value);
        batch.BatchCommands.Add(ask);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var rows = new List<T>();
        if (!await reader.ReadAsync(cancel))
            return rows;
        var row = reader.GetRowParser<T>();
        do
        {
            rows.Add(row(reader));
        }
        while (await reader.ReadAsync(cancel));
        return rows;
    }
}
