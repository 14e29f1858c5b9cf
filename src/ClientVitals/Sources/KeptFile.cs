using System.IO.Compression;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>A file or message that is kept, out of the database, as long as this is open.</summary>
public sealed class KeptFile : IDisposable
{
    private readonly FileStream _parts;

    private KeptFile(FileStream parts, string name, Found found)
    {
        _parts = parts;
        Name = name;
        Number = found.FileId;
        Form = found.Form;
        IsPacked = found.IsPacked;
        KeptAt = found.KeptAt;
    }

    private sealed record Found(long FileId, string Form, bool IsPacked, int Parts, DateTimeOffset KeptAt);

    /// <summary>What it was called when it came.</summary>
    public string Name { get; }

    /// <summary>Its number: that of the delivery with which it came.</summary>
    internal long Number { get; }

    internal string Form { get; }

    internal bool IsPacked { get; }

    internal DateTimeOffset KeptAt { get; }

    /// <summary>Whether it is the body of a message.</summary>
    internal bool IsMessage => Form == KeepFile.Message;

    /// <summary>Where it lies meanwhile, as it is kept: whatever reads files unpacks it.</summary>
    internal string Path => _parts.Name;

    /// <summary>Reads the file of a delivery.</summary>
    /// <param name="db">For those who may not see it there is none.</param>
    /// <param name="delivery">The delivery that was read from it.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="NotFoundException">There is no such delivery.</exception>
    /// <exception cref="PlainError">No file of it is kept.</exception>
    public static async Task<KeptFile> OpenAsync(NpgsqlConnection db, long delivery, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var name = await db.ExecuteScalarAsync<string>(new CommandDefinition(Sql.Of<KeptFile>("Name"), new { delivery }, cancellationToken: ct))
            ?? throw new NotFoundException($"There is no delivery {delivery}; vitals calls deliveries shows them.");
        var file = await db.ExecuteScalarAsync<long?>(new CommandDefinition(Sql.Of<KeptFile>("Number"), new { delivery }, cancellationToken: ct));
        return (file is { } number ? await ByNumberAsync(db, number, name, ct) : null) ?? throw new PlainError(
            $"The file of delivery {delivery} ({name}) is not kept: files and messages are kept for {KeepFile.For.TotalDays:0} days, those that came before this version were not, and calls posted to the API are not. Import it again from your own copy.");
    }

    /// <summary>The same by the file's own number; null = it is not there (any more).</summary>
    internal static async Task<KeptFile?> ByNumberAsync(NpgsqlConnection db, long file, string name, CancellationToken ct)
    {
        var found = await db.QuerySingleOrDefaultAsync<Found>(new CommandDefinition(Sql.Of<KeptFile>("Found"), new { file }, cancellationToken: ct));
        if (found is null)
            return null;
        var parts = TemporaryFile.Create();
        try
        {
            for (var part = 1; part <= found.Parts; part++)
            {
                var bytes = await db.ExecuteScalarAsync<byte[]>(new CommandDefinition(Sql.Of<KeptFile>("Part"), new { file, part }, commandTimeout: 0, cancellationToken: ct))
                    ?? throw new PlainError($"Part {part} of the file of delivery {file} ({name}) is missing; import it again from your own copy.");
                await parts.WriteAsync(bytes, ct);
            }
            await parts.FlushAsync(ct);
            return new(parts, name, found);
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    /// <summary>A name for its bytes as they are: an erasure may have left the lines of a workbook, or text without its compression.</summary>
    public string DownloadName
    {
        get
        {
            if (IsMessage)
                return $"{string.Concat(Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}.json";
            Span<byte> first = stackalloc byte[2];
            using (var bytes = Read())
                first = first[..bytes.ReadAtLeast(first, 2, throwOnEndOfStream: false)];
            var name = Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) && !first.SequenceEqual((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? Name[..^3] : Name;
            return name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) && !first.SequenceEqual("PK"u8)
                || name.EndsWith(".xls", StringComparison.OrdinalIgnoreCase) && !first.SequenceEqual((ReadOnlySpan<byte>)[0xD0, 0xCF])
                ? name + ".csv" : name;
        }
    }

    /// <summary>Its bytes as they were handed in, from the beginning; the reader closes them.</summary>
    public Stream Read()
    {
        var parts = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 << 10);
        return IsPacked ? new GZipStream(parts, CompressionMode.Decompress) : parts;
    }

    public void Dispose() => _parts.Dispose();
}
