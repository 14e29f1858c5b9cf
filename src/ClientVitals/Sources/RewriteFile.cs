using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>Kept files as an erasure goes through them: one after the other, each rewritten or removed as a whole.</summary>
internal static class RewriteFile
{
    /// <summary>Small messages that are read at once.</summary>
    private const int MessagesAtOnce = 500;

    /// <summary>A message in one part.</summary>
    public sealed record Messages(long FileId, bool IsPacked, byte[] Bytes);

    /// <summary>Messages in one part after this one, some of them.</summary>
    public static async Task<IReadOnlyList<Messages>> MessagesAsync(NpgsqlConnection db, long after, CancellationToken ct) =>
        (await db.QueryAsync<Messages>(new CommandDefinition(
            Sql.Of(typeof(RewriteFile), "Messages"), new { after, most = MessagesAtOnce }, commandTimeout: 0, cancellationToken: ct))).AsList();

    /// <summary>All other files after this one.</summary>
    public static async Task<IReadOnlyList<(long File, string? Name)>> FilesAsync(NpgsqlConnection db, long after, CancellationToken ct) =>
        (await db.QueryAsync<(long, string?)>(new CommandDefinition(Sql.Of(typeof(RewriteFile), "Files"), new { after }, commandTimeout: 0, cancellationToken: ct))).AsList();

    /// <summary>The number of the latest file; 0 = there is none.</summary>
    public static Task<long> LastAsync(NpgsqlConnection db, CancellationToken ct) =>
        db.ExecuteScalarAsync<long>(new CommandDefinition(Sql.Of(typeof(RewriteFile), "Last"), cancellationToken: ct));

    /// <summary>Waits until nobody else rewrites it, and lets nobody do so until the transaction ends.</summary>
    public static Task LockAsync(NpgsqlConnection db, long file, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(RewriteFile), "Lock"), new { file }, commandTimeout: 0, cancellationToken: ct));

    /// <summary>Removes files.</summary>
    public static Task RemoveAsync(NpgsqlConnection db, IReadOnlyCollection<long> files, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(RewriteFile), "Remove"), new { files = files.ToArray() }, commandTimeout: 0, cancellationToken: ct));

    /// <summary>Puts other bytes in the place of a file's; none = the file is gone.</summary>
    public static async Task ReplaceAsync(NpgsqlConnection db, KeptFile kept, FileCopy with, CancellationToken ct)
    {
        await RemoveAsync(db, [kept.Number], ct);
        if (with.Finish() is { } bytes)
            await KeepFile.WriteAsync(db, new(kept.Number, kept.Form, with.IsPacked, kept.KeptAt, null), bytes, ct);
    }
}
