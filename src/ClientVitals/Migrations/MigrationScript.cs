using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>The text of one file, run statement by statement in whatever transaction the connection is in.</summary>
internal static class MigrationScript
{
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
        if (statement.Words(1) is [var first] && first is "begin" or "commit" or "rollback" or "abort" or "end" or "start")
        {
            var line = text.AsSpan(0, statement.Offset).Count('\n') + 1;
            throw new MigrationFault(MigrationFaultKind.OwnTransaction, $"{Path.GetFileName(path)} has {first} of its own (statement at line {line}); each file is one transaction already: take it out.");
        }
    }
}
