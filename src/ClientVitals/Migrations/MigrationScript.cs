using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>The text of one file, run statement by statement in whatever transaction the connection is in.</summary>
internal static partial class MigrationScript
{
    /// <summary>
    /// Runs all statements of a file in one round trip; a failing one becomes a fault that shows its line. Returns what a person
    /// should hear: rows and columns that came back from the archive, and what the file's own code raises as a notice.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ExecuteAsync(NpgsqlConnection connection, string path, string text, string consequence, CancellationToken cancel)
    {
        var statements = SqlStatement.Split(text);
        foreach (var statement in statements)
        {
            MustNotEndTransaction(path, text, statement);
            MustNotCopy(path, text, statement);
        }
        if (statements.Count == 0)
        {
            return [];
        }
        var told = new List<string>();
        // What PostgreSQL says by itself (such a table exists already, skipping) is not for a person.
        void Hear(object sender, NpgsqlNoticeEventArgs said)
        {
            if (said.Notice.Routine == "exec_stmt_raise")
            {
                told.Add(said.Notice.MessageText);
            }
        }
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(ForDriver(statement)));
        }
        connection.Notice += Hear;
        try
        {
            await using var results = await batch.ExecuteReaderAsync(cancel);
            await HearGivenBackAsync(results, statements, told, cancel);
            return told;
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
        finally
        {
            connection.Notice -= Hear;
        }
    }

    /// <summary>Files give back what a rollback had kept by a select each, which answers how many rows.</summary>
    private static async Task HearGivenBackAsync(NpgsqlDataReader results, IReadOnlyList<SqlStatement> statements, List<string> told, CancellationToken cancel)
    {
        var asked = new Queue<Match>(statements.Select(statement => GivesBack().Match(statement.Text)).Where(match => match.Success));
        do
        {
            if (results.FieldCount != 1 || !results.GetName(0).StartsWith("give_back_", StringComparison.Ordinal) || !asked.TryDequeue(out var what))
            {
                continue;
            }
            if (await results.ReadAsync(cancel) && results.GetInt64(0) is var rows and > 0)
            {
                told.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{(what.Groups[1].Value == "columns" ? "Columns of " : "")}{rows:N0} {(rows == 1 ? "row" : "rows")} of {what.Groups[2].Value} came back from the archive."));
            }
        }
        while (await results.NextResultAsync(cancel));
    }

    [GeneratedRegex(@"\bselect\s+archive\.give_back_(rows|columns)\('([^']+)'")]
    private static partial Regex GivesBack();

    /// <summary>
    /// The driver would cut a statement at a semicolon in its body (<c>begin atomic</c>, a rule of several commands); the
    /// server is asked to run such a one unchanged.
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

    /// <summary>psql reads rows that stand in a file; the server gets statements only.</summary>
    private static void MustNotCopy(string path, string text, SqlStatement statement)
    {
        if (statement.Words(1) is ["copy"] && ByStandardStreams().IsMatch(statement.Text))
        {
            var line = text.AsSpan(0, statement.Offset).Count('\n') + 1;
            throw new MigrationFault(MigrationFaultKind.CopiesRows, $"{Path.GetFileName(path)} line {line}: copy reads or writes standard input or output, which only psql gives it; write the rows as insert statements.");
        }
    }

    [GeneratedRegex(@"\b(from\s+stdin|to\s+stdout)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ByStandardStreams();

    private static void MustNotEndTransaction(string path, string text, SqlStatement statement)
    {
        if (statement.Words(1) is [var first] && first is "begin" or "commit" or "rollback" or "abort" or "end" or "start")
        {
            var line = text.AsSpan(0, statement.Offset).Count('\n') + 1;
            throw new MigrationFault(MigrationFaultKind.OwnTransaction, $"{Path.GetFileName(path)} has its own {first} (statement at line {line}); each file is one transaction already: remove it.");
        }
    }
}
