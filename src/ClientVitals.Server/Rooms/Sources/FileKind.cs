using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;
using Npgsql;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What an uploaded file holds: calls, or a declared fact. Its pages are the same for all; this is what differs.</summary>
public abstract class FileKind
{
    /// <summary>Calls first: a file of which nobody said anything holds calls.</summary>
    public static IReadOnlyList<FileKind> All { get; } =
        [new CallsOfFile(), .. Entities.All.OfType<TakesIn<FactRow>>().Select(taken => taken.Entity).OfType<FactEntity>().Select(entity => new FactsOfFile(entity))];

    /// <summary>The kind of that name; null = there is none.</summary>
    public static FileKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>The kind that was chosen; calls where nobody chose, or it is not there any more.</summary>
    public static FileKind Of(FileChoices? chosen) => chosen?.Entity is { } name ? Find(name) ?? All[0] : All[0];

    /// <summary>As in deliveries: <c>calls</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What a column can be said to be.</summary>
    public abstract IReadOnlyList<string> FieldWords { get; }

    /// <summary>The word among them for a column from which nothing is read; null = there is none.</summary>
    public virtual string? Ignored => null;

    /// <summary>A meaning of a word, as the form sends it: <c>#2:Signed in=ATTENDED</c>.</summary>
    public virtual TaughtWord Taught(string text) => TaughtWord.Of(text);

    /// <summary>How a file is read, as somebody chose.</summary>
    /// <exception cref="PlainError">A zone, country or encoding is not known.</exception>
    public abstract SourceReading Reading(FileChoices chosen, BusinessSettings settings, DateTimeOffset now);

    /// <summary>What was chosen for the last file like this one; null = nothing.</summary>
    public abstract Task<RecalledReading?> RecalledAsync(NpgsqlConnection db, string path, SourceReading reading, CancellationToken ct);

    /// <summary>The choices that a file with these columns has room for.</summary>
    public abstract ReadingChoices Fitting(ReadingChoices choices, IReadOnlyList<string> headers);

    /// <summary>Looks at a file.</summary>
    public abstract Task<FilePreview> PreviewAsync(
        string path, FileChoices chosen, SourceReading reading, bool isWhole, VitalsDatabase database, IProgress<ImportProgress>? progress, CancellationToken ct);

    /// <summary>Imports it.</summary>
    public abstract Task<FileImported> ImportAsync(
        string path, FileChoices chosen, SourceReading reading, Principal by, RejectsFile rejects, VitalsDatabase database, IProgress<ImportProgress> progress, CancellationToken ct);

    /// <summary>Reads the kept file of a delivery again.</summary>
    /// <param name="how">How, where it was said.</param>
    /// <param name="isSure">False = everything is taken back: what would change.</param>
    internal abstract Task<FileReread> RereadAsync(
        long delivery, ReadingChoices how, bool isSure, VitalsDatabase database, Actor by, DateTimeOffset now, IProgress<ImportProgress> progress, CancellationToken ct);
}

/// <summary>A file that was imported.</summary>
/// <param name="Source">Under whose name.</param>
/// <param name="Headers">Its column names.</param>
public sealed record FileImported(IntakeDone Done, string Source, IReadOnlyList<string> Headers);
