using System.IO.Compression;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>Keeps what was handed in as it came, in parts, with the delivery it became and in its transaction.</summary>
internal static class KeepFile
{
    /// <summary>How long it is kept: as long as a delivery can be undone.</summary>
    public static readonly TimeSpan For = TimeSpan.FromDays(90);

    /// <summary>Bytes of a part.</summary>
    public const int PartBytes = 512 << 10;

    /// <summary>A file.</summary>
    public const string File = "FILE";

    /// <summary>The body of a message.</summary>
    public const string Message = "MESSAGE";

    /// <summary>Keeps a file's copy; returns what a reader of the account should know when there is none.</summary>
    public static async Task<Sentence?> RunAsync(NpgsqlConnection db, long delivery, FileCopy copy, string sha256, DateTimeOffset now, CancellationToken ct)
    {
        if (copy.Finish() is { } bytes && !await IsThereAsync(db, delivery, sha256, now, ct))
            await WriteAsync(db, new(delivery, File, copy.IsPacked, now, sha256), bytes, ct);
        return copy.Lost is not { } why ? null : (Sentence)$"the file is not kept, because {why}: the delivery can be undone, but not read again with other options";
    }

    /// <summary>
    /// Whether the same bytes are kept already, as they came with an earlier delivery: then they are this one's too, and are kept as long as if they
    /// had come now. What an erasure has rewritten is not the same any more, and what is nearly old enough to be deleted is kept again.
    /// </summary>
    private static async Task<bool> IsThereAsync(NpgsqlConnection db, long delivery, string sha256, DateTimeOffset now, CancellationToken ct)
    {
        var file = await db.ExecuteScalarAsync<long?>(new CommandDefinition(
            Sql.Of(typeof(KeepFile), "There"), new { sha256, after = now - For + TimeSpan.FromDays(1) }, commandTimeout: 0, cancellationToken: ct));
        return file is not null
            && await db.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(KeepFile), "Again"), new { file, delivery, now }, commandTimeout: 0, cancellationToken: ct)) == 1;
    }

    /// <summary>Keeps a message's body.</summary>
    public static async Task RunAsync(NpgsqlConnection db, long delivery, ReadOnlyMemory<byte> body, DateTimeOffset now, CancellationToken ct)
    {
        using var packed = new MemoryStream();
        await using (var pack = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await pack.WriteAsync(body, ct);
        packed.Position = 0;
        await WriteAsync(db, new(delivery, Message, true, now, null), packed, ct);
    }

    /// <summary>Writes all parts of a file; those that were there must be gone.</summary>
    public static async Task WriteAsync(NpgsqlConnection db, KeptAs kept, Stream bytes, CancellationToken ct)
    {
        var buffer = new byte[PartBytes];
        for (var part = 1; await bytes.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct) is > 0 and var length; part++)
        {
            await db.ExecuteAsync(new CommandDefinition(
                Sql.Of(typeof(KeepFile)),
                new { file = kept.File, part, form = kept.Form, is_packed = kept.IsPacked, now = kept.At, sha256 = kept.Sha256, bytes = length == buffer.Length ? buffer : buffer[..length] },
                commandTimeout: 0,
                cancellationToken: ct));
        }
    }

    /// <summary>How a file is kept.</summary>
    /// <param name="File">Its number: that of the delivery with which it came.</param>
    /// <param name="Form"><see cref="KeepFile.File"/> or <see cref="Message"/>.</param>
    /// <param name="IsPacked">Compressed here.</param>
    /// <param name="At">When it came.</param>
    /// <param name="Sha256">Hash of its bytes as they came, by which it is found when they come again; null = they are others, or nobody asks.</param>
    internal readonly record struct KeptAs(long File, string Form, bool IsPacked, DateTimeOffset At, string? Sha256);
}
