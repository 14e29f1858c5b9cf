using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Backups;

/// <summary>One table whose rows a backup keeps.</summary>
/// <param name="Columns">Its stored columns in their order; computed ones are computed again.</param>
/// <param name="Types">The columns' types as PostgreSQL writes them.</param>
/// <param name="Comment">What the table is, when anybody said so.</param>
public sealed record BackupTable(string Schema, string Name, string[] Columns, string[] Types, string? Comment)
{
    /// <summary>The schema where rollbacks keep what they took away; its tables come and go.</summary>
    internal const string ArchiveSchema = "archive";

    internal const string LedgerSchema = "vitals_ledger";

    /// <summary><c>public.clients</c>, for people.</summary>
    public string Title => $"{Schema}.{Name}";

    /// <summary><c>"public"."clients"</c>, for statements.</summary>
    internal string Quoted => Quote(Schema, Name);

    internal string QuotedColumns => string.Join(", ", Columns.Select(Quote));

    /// <summary>All of them; a table comes after those its foreign keys point to.</summary>
    public static async Task<IReadOnlyList<BackupTable>> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var all = (await connection.QueryAsync<BackupTable>(new CommandDefinition(Sql.Of<BackupTable>(), cancellationToken: cancel))).AsList();
        var links = (await connection.QueryAsync<(string Later, string Earlier)>(new CommandDefinition(Sql.Of<BackupTable>("Links"), cancellationToken: cancel))).AsList();
        var waits = links.ToLookup(link => link.Later, link => link.Earlier);
        var ordered = new List<BackupTable>();
        // Tables that point at each other in a circle come last, in the order of their names; a law forbids them.
        while (all.Count > 0)
        {
            var ready = all.Where(table => !waits[table.Title].Any(earlier => all.Any(other => other.Title == earlier))).ToList();
            ordered.AddRange(ready.Count > 0 ? ready : all);
            all = ready.Count > 0 ? [.. all.Except(ready)] : [];
        }
        return ordered;
    }

    /// <summary>The number each sequence gives next.</summary>
    internal static async Task<IReadOnlyList<BackupSequence>> ReadSequencesAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var sequences = new List<BackupSequence>();
        foreach (var (schema, name, increment) in (await connection.QueryAsync<(string, string, long)>(
            new CommandDefinition(Sql.Of<BackupTable>("Sequences"), cancellationToken: cancel))).AsList())
        {
            // The view of all sequences does not tell one that was set from one that was never used; the sequence itself does.
            var (last, called) = await connection.QuerySingleAsync<(long, bool)>(
                new CommandDefinition($"select last_value, is_called from {Quote(schema, name)}", cancellationToken: cancel));
            sequences.Add(new(schema, name, called ? last + increment : last));
        }
        return sequences;
    }

    internal static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal static string Quote(string schema, string name) => $"{Quote(schema)}.{Quote(name)}";
}
