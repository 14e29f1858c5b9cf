using System.IO.Compression;
using System.Text.Json;

namespace ClientVitals.Backups;

/// <summary>A backup that is opened to be read. What is wrong with it is said in a sentence before anybody relies on it.</summary>
public sealed class BackupArchive : IDisposable
{
    /// <summary>No manifest is larger; what claims to be is not read into memory.</summary>
    private const int LargestManifest = 64 << 20;

    private readonly string name;
    private readonly ZipArchive zip;

    private BackupArchive(string name, ZipArchive zip)
    {
        this.name = name;
        this.zip = zip;
        Manifest = ReadManifest();
    }

    public BackupManifest Manifest { get; }

    /// <summary>Opens a backup. Throws a sentence when it is not a backup, is incomplete, or is of a newer form than this program reads.</summary>
    /// <param name="file">Seekable; the archive closes it.</param>
    /// <param name="name">What to call it to people.</param>
    public static BackupArchive Open(Stream file, string name)
    {
        ZipArchive zip;
        try
        {
            zip = new(file, ZipArchiveMode.Read);
        }
        catch (InvalidDataException error)
        {
            file.Dispose();
            throw new PlainError($"{name} is not a backup, or it is incomplete: the table of contents at its end is missing; nothing was changed.", error);
        }
        try
        {
            return new(name, zip);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    /// <summary>Opens a backup file.</summary>
    public static BackupArchive Open(string path)
    {
        try
        {
            return Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PlainError($"There is no file {path}.", error);
        }
    }

    /// <summary>Reads everything once and compares counts and hashes with the manifest. Throws a sentence that names the table.</summary>
    public async Task CheckAsync(IProgress<string>? says, CancellationToken cancel)
    {
        foreach (var rows in Manifest.Tables)
        {
            says?.Report(rows.Table.Title);
            await CarryAsync(rows, null, null, cancel);
        }
    }

    /// <summary>Carries one table's rows to a stream (or nowhere) and checks them on the way.</summary>
    internal async Task CarryAsync(BackupRows rows, Stream? to, Action<long>? says, CancellationToken cancel)
    {
        using var tally = new BackupTally();
        try
        {
            await using var from = Entry(rows.Entry).Open();
            await tally.CarryAsync(from, to, says, cancel);
        }
        catch (InvalidDataException error)
        {
            throw Broken($"the rows of {rows.Table.Title} cannot be unpacked", error);
        }
        if (tally.Rows != rows.Rows || tally.Bytes != rows.Bytes || tally.Sha256() != rows.Sha256)
        {
            throw Broken($"the rows of {rows.Table.Title} are not those its manifest lists");
        }
    }

    public void Dispose() => zip.Dispose();

    private BackupManifest ReadManifest()
    {
        try
        {
            var text = Text(BackupManifest.Entry);
            var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(text));
            var sums = System.Text.Encoding.UTF8.GetString(Text(BackupManifest.HashesEntry));
            if (!sums.Contains($"{hash}  {BackupManifest.Entry}\n", StringComparison.Ordinal))
            {
                throw Broken("its manifest does not have the hash noted for it");
            }
            var manifest = BackupManifest.Read(text) ?? throw Broken("its manifest is empty");
            return manifest.Format <= BackupManifest.CurrentFormat
                ? manifest
                : throw new PlainError($"{name} has the format version {manifest.Format}; this program reads versions up to {BackupManifest.CurrentFormat}; use the version of the program that made it, or a newer one.");
        }
        catch (Exception error) when (error is InvalidDataException or JsonException)
        {
            throw Broken("its manifest cannot be read", error);
        }
    }

    private byte[] Text(string entry)
    {
        var found = Entry(entry);
        if (found.Length > LargestManifest)
        {
            throw Broken($"its {entry} is too large");
        }
        using var from = found.Open();
        using var text = new MemoryStream();
        from.CopyTo(text);
        return text.ToArray();
    }

    private ZipArchiveEntry Entry(string entry) => zip.GetEntry(entry) ?? throw Broken($"it has no {entry}");

    private PlainError Broken(string what, Exception? cause = null) =>
        new($"{name} is not a backup of this program, or it is damaged: {what}; nothing was changed.", cause);
}
