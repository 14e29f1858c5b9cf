using System.Text.Json;
using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>How somebody wants an uploaded file read: kept beside it until it is imported, so that nothing is lost between two looks.</summary>
/// <param name="Choices">As <see cref="ReadingChoices.Write"/> writes them.</param>
/// <param name="Source">The name of the source; null = what the file looks like.</param>
/// <param name="MatchOnly">Whether no clients are made.</param>
/// <param name="RecalledId">Of the last file of the same source; null = there was none, or nothing was taken from it.</param>
/// <param name="Recalled">What was taken from it, in a sentence.</param>
/// <param name="Entity">What it holds, as in deliveries; null = calls.</param>
public sealed record FileChoices(string Choices, string? Source, bool MatchOnly, long? RecalledId, string? Recalled, string? Entity = null)
{
    /// <summary>The file that holds them. No upload has a name that begins with a dot.</summary>
    public const string Name = ".reading.json";

    public static readonly FileChoices None = new(ReadingChoices.None.Write(), null, false, null, null);

    /// <summary>Whether nobody has looked at the file yet: what was chosen for the last one of its source is still to be recalled.</summary>
    public bool IsNew { get; init; }

    /// <summary>What was chosen for a file; null = nobody has looked at it yet.</summary>
    public static FileChoices? Of(UploadedFile file) =>
        File.Exists(file.Choices) ? JsonSerializer.Deserialize<FileChoices>(File.ReadAllText(file.Choices)) : null;

    /// <summary>Keeps them beside the file.</summary>
    public void Keep(UploadedFile file)
    {
        // Another look at the same moment reads the one or the other, and never half of one.
        var next = $"{file.Choices}.{Guid.NewGuid():n}";
        File.WriteAllText(next, JsonSerializer.Serialize(this));
        File.Move(next, file.Choices, overwrite: true);
    }

    public ReadingChoices Read() => ReadingChoices.Read(Choices);

    /// <summary>A reading that says what was taken from the last file.</summary>
    internal TReading WithNote<TReading>(TReading reading)
        where TReading : SourceReading => Recalled is null ? reading : (TReading)((SourceReading)reading with { Notes = [new(Sentence.Of(Recalled))] });
}
