using System.Globalization;
using System.IO.Compression;
using ClientVitals.Sources;
using Dapper;
using Npgsql;

namespace ClientVitals;

/// <summary>
/// Takes a person out of the files and messages that are kept with deliveries. All of them are searched, because a refused line, or a call
/// that was corrected or undone since, leads nobody to its file; each is rewritten in a transaction of its own, where none is under way.
/// </summary>
internal sealed class RedactKeptFiles(RedactText text, Guid[] clients)
{
    /// <summary>Which hold the person, and in how many records; changes nothing.</summary>
    public Task<IReadOnlyList<Redacted>> CountAsync(NpgsqlConnection db, CancellationToken ct) => GoThroughAsync(db, 0, null, ct);

    /// <summary>Rewrites those that hold the person, among the files after this one.</summary>
    /// <param name="db">Within a transaction, or not.</param>
    /// <param name="after">The number of a file; 0 = all.</param>
    /// <param name="isWithin">Whether a transaction is under way.</param>
    /// <param name="ct">Gives up.</param>
    public Task<IReadOnlyList<Redacted>> RunAsync(NpgsqlConnection db, long after, bool isWithin, CancellationToken ct) => GoThroughAsync(db, after, isWithin, ct);

    private async Task<IReadOnlyList<Redacted>> GoThroughAsync(NpgsqlConnection db, long after, bool? isWithin, CancellationToken ct)
    {
        var done = new List<Redacted>();
        var messages = await MessagesAsync(db, after, isWithin is not null, ct);
        if (messages > 0)
            done.Add(new("kept messages", messages));
        foreach (var (file, name) in await RewriteFile.FilesAsync(db, after, ct))
        {
            if (await SearchAsync(db, file, name, ct) is not { } found)
                continue;
            if (isWithin is not { } within)
            {
                done.Add(found.Said);
                continue;
            }
            await using var transaction = within ? null : await db.BeginTransactionAsync(ct);
            done.Add(await RewriteAsync(db, file, name, found.Others, ct));
            if (transaction is not null)
                await transaction.CommitAsync(ct);
        }
        return done;
    }

    /// <summary>Messages that name the person go whole.</summary>
    private async Task<long> MessagesAsync(NpgsqlConnection db, long after, bool removes, CancellationToken ct)
    {
        var finds = new FileWithoutPerson(text);
        var found = 0L;
        while (await RewriteFile.MessagesAsync(db, after, ct) is { Count: > 0 } some)
        {
            var named = some.Where(message => finds.Names(Unpacked(message))).Select(message => message.FileId).ToList();
            if (removes && named.Count > 0)
                await RewriteFile.RemoveAsync(db, named, ct);
            found += named.Count;
            after = some[^1].FileId;
        }
        return found;
    }

    private static byte[] Unpacked(RewriteFile.Messages message)
    {
        if (!message.IsPacked)
            return message.Bytes;
        using var unpack = new GZipStream(new MemoryStream(message.Bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        unpack.CopyTo(plain);
        return plain.ToArray();
    }

    private sealed record Hit(Redacted Said, IReadOnlySet<string> Others);

    private async Task<Hit?> SearchAsync(NpgsqlConnection db, long file, string? name, CancellationToken ct)
    {
        using var kept = await KeptFile.ByNumberAsync(db, file, name ?? "file", ct);
        if (kept is null)
            return null;
        var search = new FileWithoutPerson(text);
        search.Read(kept, null);
        if (search.Records == 0)
            return null;
        var others = await db.QueryAsync<string>(new CommandDefinition(
            ClientVitals.Database.Sql.Of<ErasePerson>("Beside"), new { emails = search.Emails.ToArray(), clients }, cancellationToken: ct));
        return new(Said(file, search), others.ToHashSet(StringComparer.Ordinal));
    }

    private async Task<Redacted> RewriteAsync(NpgsqlConnection db, long file, string? name, IReadOnlySet<string> others, CancellationToken ct)
    {
        await RewriteFile.LockAsync(db, file, ct);
        // As it is now that nobody else rewrites it.
        using var kept = await KeptFile.ByNumberAsync(db, file, name ?? "file", ct);
        var rewrite = new FileWithoutPerson(text) { Others = others };
        if (kept is null)
            return Said(file, rewrite);
        using var rest = new FileCopy(long.MaxValue);
        rewrite.Read(kept, rest.Add);
        if (rewrite.GoesWhole)
            await RewriteFile.RemoveAsync(db, [file], ct);
        else if (rest.Lost is { } why)
            throw new PlainError($"The file of delivery {file} cannot be rewritten without the person: {why}. Nothing else was erased; free some space and erase again.");
        else if (rewrite.Records > 0)
            await RewriteFile.ReplaceAsync(db, kept, rest, ct);
        return Said(file, rewrite);
    }

    private static Redacted Said(long file, FileWithoutPerson of) =>
        new(string.Create(CultureInfo.InvariantCulture, $"kept file of delivery {file}"), of.GoesWhole ? 0 : of.Records);
}
