using System.Text.Json;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>How somebody wants an uploaded file read: kept beside it until it is imported, so that nothing is lost between two looks.</summary>
/// <param name="Choices">As <see cref="ReadingChoices.Write"/> writes them.</param>
/// <param name="Source">The name of the source; null = what the file looks like.</param>
/// <param name="MatchOnly">Whether no clients are made.</param>
/// <param name="RecalledId">Of the last file of the same source; null = there was none, or nothing was taken from it.</param>
/// <param name="Recalled">What was taken from it, in a sentence.</param>
public sealed record FileChoices(string Choices, string? Source, bool MatchOnly, long? RecalledId, string? Recalled)
{
    /// <summary>The file that holds them. No upload has a name that begins with a dot.</summary>
    public const string Name = ".reading.json";

    public static readonly FileChoices None = new(ReadingChoices.None.Write(), null, false, null, null);

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

    public CallFileOptions AppliedTo(BusinessSettings settings, DateTimeOffset now)
    {
        var options = Read().AppliedTo(new(now, BusinessZone.Of(settings.BusinessZone)) { PhoneRegion = settings.PhoneRegion, Source = Source });
        return Recalled is null ? options : options with { Notes = [new(Sentence.Of(Recalled))] };
    }
}
