using System.Diagnostics;
using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>
/// One file's work: a transaction that holds the migrations' lock, gives up waiting for tables soon so that nobody queues
/// behind it, and is tried again when it met somebody else.
/// </summary>
internal static class MigrationTransaction
{
    /// <summary>Runs <paramref name="work"/> in a transaction under the lock and commits it.</summary>
    public static async Task<T> RunAsync<T>(NpgsqlConnection connection, MigrationPatience patience, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        var waited = Stopwatch.StartNew();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await TakeTurnAsync(connection, patience, waited, cancel);
                var done = await work(cancel);
                // Behind a transaction pooler the connection is the next one's: nothing a file has set may stay on it.
                await ExecuteAsync(connection, "reset all; reset session authorization; reset role", cancel);
                await transaction.CommitAsync(cancel);
                return done;
            }
            catch (Exception error) when (MetSomebody(error))
            {
                if (attempt >= patience.Attempts)
                {
                    throw await OccupiedAsync(connection, error, cancel) ?? error;
                }
                await Task.Delay(patience.Pause(attempt), cancel);
            }
        }
    }

    /// <summary>
    /// Opens a transaction that holds the lock by which one at a time works. The lock belongs to the transaction: it dies with
    /// its holder and works through a transaction pooler; a program that stops answering is cut off after
    /// <see cref="MigrationPatience.Silence"/>. Asked for again and again, never waited for in the server: a session that waits there
    /// keeps a snapshot, and an index being built concurrently by the holder would wait for that for ever.
    /// </summary>
    public static async Task<NpgsqlTransaction> TakeTurnAsync(NpgsqlConnection connection, MigrationPatience patience, Stopwatch waited, CancellationToken cancel)
    {
        while (true)
        {
            var transaction = await connection.BeginTransactionAsync(cancel);
            try
            {
                await ExecuteAsync(connection, $"""
                    {Sql.Of(typeof(MigrationTransaction), "Begin")}
                    set local idle_in_transaction_session_timeout = '{patience.Silence.TotalMilliseconds:0}ms';
                    set local lock_timeout = '{patience.Tables.TotalMilliseconds:0}ms';
                    """, cancel);
                await using var take = new NpgsqlCommand($"select pg_catalog.pg_try_advisory_xact_lock({MigrationLedger.LockKey})", connection);
                if (await take.ExecuteScalarAsync(cancel) is true)
                {
                    return transaction;
                }
                await transaction.RollbackAsync(cancel);
            }
            catch
            {
                await transaction.DisposeAsync();
                throw;
            }
            await transaction.DisposeAsync();
            if (waited.Elapsed > patience.Turn)
            {
                throw new MigrationFault(MigrationFaultKind.Occupied, $"Another push or rollback has been working on this database for {patience.Turn.TotalMinutes:0} minutes; nothing was changed: push again when it is done.");
            }
            await Task.Delay(100 + Random.Shared.Next(150), cancel);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The sentence for a push that never got its table; null when it was something else it met.</summary>
    private static async Task<MigrationFault?> OccupiedAsync(NpgsqlConnection connection, Exception error, CancellationToken cancel)
    {
        if ((error as PostgresException ?? error.InnerException as PostgresException) is not { SqlState: PostgresErrorCodes.LockNotAvailable })
        {
            return null;
        }
        var held = new List<string>();
        await using var ask = new NpgsqlCommand(Sql.Of(typeof(MigrationTransaction), "Holders"), connection);
        await using var rows = await ask.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            held.Add(rows.GetString(0));
        }
        var who = held.Count == 0 ? "" : $" Held now: {string.Join("; ", held)}.";
        return new(MigrationFaultKind.Occupied, $"Another session held a lock that this migration needs, and waiting longer would block everybody else; nothing of this file was applied: end the long transaction or wait for it, then push again.{who}\n{error.Message}", error);
    }

    /// <summary>A lock not got in time, a deadlock, or a role that two databases of one cluster make at the same moment.</summary>
    private static bool MetSomebody(Exception error) => (error as PostgresException ?? error.InnerException as PostgresException) switch
    {
        { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected } => true,
        { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "pg_authid" or "pg_auth_members" } => true,
        { SqlState: PostgresErrorCodes.DuplicateObject, Routine: "CreateRole" } => true,
        { SqlState: PostgresErrorCodes.InternalError, MessageText: var text } => text.Contains("tuple concurrently", StringComparison.Ordinal),
        _ => false,
    };
}
