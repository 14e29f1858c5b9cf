using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>
/// What a database says about its migrations: Supabase's ledger of what is, and our history of what happened, with the hash
/// of each file at that time.
/// </summary>
/// <param name="Version">The 14 digits.</param>
/// <param name="Name">As the ledger has it; null when an older program wrote it.</param>
/// <param name="Statements">The statements that were run; null when an older program wrote it.</param>
/// <param name="Hash">The file's hash when we pushed it; null when another program did.</param>
/// <param name="AppliedAt">When we pushed it; null when another program did.</param>
public sealed record MigrationLedger(string Version, string? Name, string[]? Statements, string? Hash, DateTimeOffset? AppliedAt)
{
    /// <summary>
    /// The key of the lock that lets one push or rollback at a time work on a database. It belongs to the transaction, so it
    /// dies with its holder and works through a transaction pooler.
    /// </summary>
    internal const long LockKey = 20251208000001;

    /// <summary>What is applied, oldest first; empty on a database that has no ledger.</summary>
    public static async Task<IReadOnlyList<MigrationLedger>> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var there = await connection.QuerySingleAsync<LedgersThere>(new CommandDefinition(Sql.Of<MigrationLedger>("There"), cancellationToken: cancel));
        if (!there.HasLedger)
        {
            return [];
        }
        // An older Supabase made the table without names and statements; without our history nobody knows hashes.
        var query = (there.HasStatements, there.HasHistory) switch
        {
            (true, true) => "Read",
            (true, false) => "ReadWithoutHistory",
            _ => "ReadVersions",
        };
        var entries = await connection.QueryAsync<MigrationLedger>(new CommandDefinition(Sql.Of<MigrationLedger>(query), cancellationToken: cancel));
        return entries.AsList();
    }

    /// <summary>Makes both ledgers where they are absent. Only under the lock: two at once would collide.</summary>
    internal static async Task MakeAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var make = new NpgsqlCommand(Sql.Of<MigrationLedger>("Make"), connection);
        await make.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Whether the file is the one that was applied.</summary>
    public bool IsOf(MigrationFile file) =>
        Hash is not null ? Hash == file.Hash : Statements is null || Statements.SequenceEqual(file.Statements.Select(s => s.Text));

    private sealed record LedgersThere(bool HasLedger, bool HasStatements, bool HasHistory);
}
