using System.Text.Json;

namespace ClientVitals.Backups;

/// <summary>What a backup says of itself: when, of what, and what must be in it.</summary>
/// <param name="Format">The version of the archive's form.</param>
/// <param name="MadeAt">When, UTC.</param>
/// <param name="Database">The database's name; no address, no login.</param>
/// <param name="ServerVersion">Of the PostgreSQL it was read from.</param>
/// <param name="Migrations">The ledger, oldest first; the rows fit the shape after the last of them.</param>
/// <param name="Tables">In the order in which they can be loaded.</param>
/// <param name="Sequences">The number each gives next.</param>
public sealed record BackupManifest(
    int Format,
    DateTimeOffset MadeAt,
    string Database,
    string ServerVersion,
    IReadOnlyList<BackupMigration> Migrations,
    IReadOnlyList<BackupRows> Tables,
    IReadOnlyList<BackupSequence> Sequences)
{
    /// <summary>The form this program writes and the newest it reads.</summary>
    public const int CurrentFormat = 1;

    internal const string Entry = "manifest.json";

    /// <summary>The hashes of all entries, as sha256sum writes and checks them.</summary>
    internal const string HashesEntry = "SHA256SUMS";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectRequiredConstructorParameters = true };

    /// <summary>Rows of all tables.</summary>
    public long Rows => Tables.Sum(table => table.Rows);

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    internal static BackupManifest? Read(byte[] text) => JsonSerializer.Deserialize<BackupManifest>(text, Json);
}

/// <summary>One applied migration, as the ledger had it.</summary>
/// <param name="Hash">Of its file, when this program pushed it.</param>
public sealed record BackupMigration(string Version, string? Name, string? Hash)
{
    public string Title => string.IsNullOrEmpty(Name) ? Version : $"{Version}_{Name}";
}

/// <summary>One table's rows in the archive.</summary>
/// <param name="Entry">The archive's entry: PostgreSQL's text COPY form, UTF-8, one line a row.</param>
/// <param name="Rows">How many.</param>
/// <param name="Bytes">Of the entry, before compression.</param>
/// <param name="Sha256">Of the same bytes, in hex.</param>
public sealed record BackupRows(BackupTable Table, string Entry, long Rows, long Bytes, string Sha256);
