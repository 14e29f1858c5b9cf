using System.ComponentModel;
using Dapper;
using Npgsql;

namespace ClientVitals.Database;

/// <summary>One statement of a batch, and the rows it gives.</summary>
internal static class QueryBatch
{
    /// <summary>A statement with its parameters, narrowed to the conditions that are given.</summary>
    public static NpgsqlBatchCommand Command(string sql, object? about)
    {
        var members = TypeDescriptor.GetProperties(about ?? new object()).Cast<PropertyDescriptor>().Select(member => (member.Name, Value: member.GetValue(about))).ToList();
        var ask = new NpgsqlBatchCommand(Narrowed.Of(sql, members.Where(member => member.Value is null).Select(member => member.Name)));
        foreach (var (name, value) in members)
            ask.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return ask;
    }

    /// <summary>The rows of the present result.</summary>
    public static async Task<IReadOnlyList<T>> RowsAsync<T>(NpgsqlDataReader reader, CancellationToken ct)
    {
        var rows = new List<T>();
        if (!await reader.ReadAsync(ct))
            return rows;
        var row = reader.GetRowParser<T>();
        do
        {
            rows.Add(row(reader));
        }
        while (await reader.ReadAsync(ct));
        return rows;
    }
}
