using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>
/// What a database says about its migrations: Supabase's ledger of what is, and our history of what happened, with the hash
/// of each file at that time.
/// </summary>
/// <param name="Version">The 14 digits.</param>
/// <param name="Name">As the ledger has it; null when an older program wrote it.</param>
/// <param name="Statements">The statements that were run, where no hash of ours says what they were; null when an older program wrote it.</param>
/// <param name="Hash">The file's hash when we pushed it or marked it applied; null when another program did.</param>
/// <param name="AppliedAt">When we pushed it or marked it applied; null when another program did.</param>
/// <param name="AppliedBy">The role that pushed it or marked it applied; null when another program did.</param>
public sealed record MigrationLedger(string Version, string? Name, string[]? Statements, string? Hash, DateTimeOffset? AppliedAt, string? AppliedBy)
{
    /// <summary>
    /// The key of the lock that lets one push or rollback at a time work on a database. It belongs to the transaction, so it
    /// dies with its holder and works through a transaction pooler.
    /// </summary>
    internal const long LockKey = 20251208000001;

    /// <summary>What is applied, oldest first; empty on a database that has no ledger.</summary>
    public static async Task<IReadOnlyList<MigrationLedger>> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        // Read by hand: every command that looks at migrations should answer before a mapper has warmed up.
        bool hasLedger, hasStatements, hasHistory;
        await using (var there = new NpgsqlCommand(Sql.Of<MigrationLedger>("There"), connection))
        await using (var row = await there.ExecuteReaderAsync(cancel))
        {
            await row.ReadAsync(cancel);
            (hasLedger, hasStatements, hasHistory) = (row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2));
        }
        if (!hasLedger)
        {
            return [];
        }
        // An older Supabase made the table without names and statements; without our history nobody knows hashes.
        var query = (hasStatements, hasHistory) switch
        {
            (true, true) => "Read",
            (true, false) => "ReadWithoutHistory",
            _ => "ReadVersions",
        };
        var entries = new List<MigrationLedger>();
        await using var read = new NpgsqlCommand(Sql.Of<MigrationLedger>(query), connection);
        await using var rows = await read.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            entries.Add(new(
                rows.GetString(0),
                rows.IsDBNull(1) ? null : rows.GetString(1),
                rows.IsDBNull(2) ? null : rows.GetFieldValue<string[]>(2),
                rows.IsDBNull(3) ? null : rows.GetString(3),
                rows.IsDBNull(4) ? null : new DateTimeOffset(rows.GetDateTime(4)),
                rows.IsDBNull(5) ? null : rows.GetString(5)));
        }
        return entries;
    }

    /// <summary>Whether two readings of a ledger say the same: the same migrations, each with the same text.</summary>
    internal static bool AreSame(IReadOnlyList<MigrationLedger> one, IReadOnlyList<MigrationLedger> other) =>
        one.Count == other.Count && one.Zip(other).All(pair =>
            (pair.First.Version, pair.First.Name, pair.First.Hash) == (pair.Second.Version, pair.Second.Name, pair.Second.Hash)
            && (pair.First.Statements ?? []).SequenceEqual(pair.Second.Statements ?? []));

    /// <summary>Makes both ledgers where they are absent. Only under the lock: two at once would collide.</summary>
    internal static async Task MakeAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var make = new NpgsqlCommand(Sql.Of<MigrationLedger>("Make"), connection);
        await make.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// Whether the file is the one that was applied. Line ends do not count: Supabase's command line keeps the CRLF of a
    /// Windows checkout, and we read every file with LF.
    /// </summary>
    public bool IsOf(MigrationFile file) =>
        Hash is not null
            ? Hash == file.Hash
            : Statements is null || Statements.Select(text => text.ReplaceLineEndings("\n")).SequenceEqual(file.Statements.Select(s => s.Text.ReplaceLineEndings("\n")));
}
