using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>
/// One file's work: a transaction that holds the migrations' lock, gives up waiting for tables soon so that nobody queues
/// behind it, and is tried again when it met somebody else.
/// </summary>
internal static class MigrationTransaction
{
    /// <summary>How long one push waits for another: a migration may take long.</summary>
    private const string WaitForTurn = "30min";

    /// <summary>How long a statement waits for a table that is in use before it lets everybody else pass.</summary>
    private const string WaitForTables = "4s";

    private const int Attempts = 8;

    /// <summary>Runs <paramref name="work"/> in a transaction under the lock and commits it.</summary>
    public static async Task<T> RunAsync<T>(NpgsqlConnection connection, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                // What an earlier file may have set must not reach this one; then wait for our turn; then for no table long.
                await using (var begin = new NpgsqlBatch(connection)
                {
                    BatchCommands =
                    {
                        new("reset all"),
                        new($"set local lock_timeout = '{WaitForTurn}'"),
                        new("set local idle_in_transaction_session_timeout = '10min'"),
                        new($"select pg_catalog.pg_advisory_xact_lock({MigrationLedger.LockKey})"),
                        new($"set local lock_timeout = '{WaitForTables}'"),
                    },
                })
                {
                    await begin.ExecuteNonQueryAsync(cancel);
                }
                var done = await work(cancel);
                await transaction.CommitAsync(cancel);
                return done;
            }
            catch (Exception error) when (attempt < Attempts && MetSomebody(error))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(150 * attempt + Random.Shared.Next(200)), cancel);
            }
        }
    }

    /// <summary>Runs all statements of a file in one round trip; a failing one becomes a fault that shows its line.</summary>
    public static async Task ExecuteAsync(NpgsqlConnection connection, string path, string text, string consequence, CancellationToken cancel)
    {
        var statements = SqlStatement.Split(text);
        foreach (var statement in statements)
        {
            MustNotEndTransaction(path, text, statement);
        }
        if (statements.Count == 0)
        {
            return;
        }
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(ForDriver(statement)));
        }
        try
        {
            await batch.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException error) when (!cancel.IsCancellationRequested)
        {
            // The one that failed is the first the server did not say it had completed.
            var failed = 0;
            while (failed < statements.Count - 1 && batch.BatchCommands[failed].StatementType is not StatementType.Unknown)
            {
                failed++;
            }
            throw MigrationFault.Of(error, path, text, statements[failed], consequence);
        }
    }

    /// <summary>
    /// The driver would cut a statement at a semicolon in its body (<c>begin atomic</c>, a rule of several commands); the
    /// server is asked to run such a one as it stands.
    /// </summary>
    private static string ForDriver(SqlStatement statement)
    {
        if (!statement.HoldsSemicolon)
        {
            return statement.Text;
        }
        var mark = "$vitals$";
        while (statement.Text.Contains(mark, StringComparison.Ordinal))
        {
            mark = mark.Insert(1, "_");
        }
        var block = mark.Insert(1, "_");
        return $"do {block} begin execute {mark}{statement.Text}{mark}; end {block}";
    }

    private static void MustNotEndTransaction(string path, string text, SqlStatement statement)
    {
        var words = WithoutComments(statement.Text).Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        if (words is [var first, ..]
            && first.ToUpperInvariant() is "BEGIN" or "COMMIT" or "ROLLBACK" or "ABORT" or "END" or "START")
        {
            var line = text.AsSpan(0, statement.Offset).Count('\n') + 1;
            throw new MigrationFault(MigrationFaultKind.OwnTransaction, $"{Path.GetFileName(path)} has {words[0]} of its own (statement at line {line}); each file is one transaction already: take it out.");
        }
    }

    private static string WithoutComments(string text)
    {
        var rest = text.TrimStart();
        while (rest.StartsWith("--", StringComparison.Ordinal) || rest.StartsWith("/*", StringComparison.Ordinal))
        {
            var end = rest[0] == '-' ? rest.IndexOf('\n', StringComparison.Ordinal) : rest.IndexOf("*/", StringComparison.Ordinal) + 1;
            rest = end <= 0 ? "" : rest[(end + 1)..].TrimStart();
        }
        return rest;
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
