using System.Text.Json;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources.Intake;

/// <summary>The row of a delivery in <c>deliveries</c>: begun when its rows are about to be written, ended with its account.</summary>
internal static class Delivery
{
    /// <summary>Begins it; returns its number.</summary>
    public static Task<long> BeginAsync(Stage stage) => stage.AskAsync<long>(Sql.Of(typeof(Delivery), "Begin"));

    /// <summary>Ends it with its account.</summary>
    public static Task EndAsync(Stage stage, IntakeDone done, string sha256, DateTimeOffset finished)
    {
        var details = JsonSerializer.Serialize(new
        {
            reasons = done.Reasons.Select(r => new { reason = r.Reason, lines = r.Lines }),
            unknown_words = done.UnknownWords.Select(u => new { field = u.Field, word = u.Word.Replace("\0", "", StringComparison.Ordinal), lines = u.Lines }),
            clients_made = done.ClientsMade,
            now_matched = done.NowMatched,
            blank_lines = done.BlankLines,
            // The sentences alone: what changes them is for each door to say, and may have another name by then.
            notes = done.Notes.Select(note => note.Said.ToString()),
            // Before version 20260117000001 corrections were not recorded, so that they cannot be taken back.
            changes_recorded = true,
        });
        return stage.DoAsync(Sql.Of(typeof(Delivery), "End"), new
        {
            id = done.Delivery,
            sha256,
            finished,
            read = done.Read,
            added = done.Added,
            unchanged = done.Unchanged,
            corrected = done.Corrected,
            rejected = done.Rejected,
            unmatched = done.Unmatched,
            details,
        });
    }

    /// <summary>Writes down that it is undone from this moment on; null = it holds again.</summary>
    public static Task MarkAsync(NpgsqlConnection db, long id, DateTimeOffset? undoneAt, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(Delivery), "Undone"), new { id, undone_at = undoneAt }, cancellationToken: ct));

    /// <summary>Writes down that one is another's file, read again with other options.</summary>
    public static Task CorrectsAsync(NpgsqlConnection db, long id, long corrects, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(Delivery), "Corrects"), new { id, corrects }, cancellationToken: ct));

    /// <summary>Writes down one that came to nothing, and why; returns its number.</summary>
    public static async Task<long> FailAsync(
        NpgsqlConnection db, string entity, string source, string name, DateTimeOffset now, DateTimeOffset finished, string error, CancellationToken ct) =>
        await db.ExecuteScalarAsync<long>(new CommandDefinition(
            Sql.Of(typeof(Delivery), "Failed"), new { entity, source, name, now, finished, error }, cancellationToken: ct));
}
