using System.Text.Json.Serialization;

namespace ClientVitals.Sources.Facts;

/// <summary>What reading the file of a delivery of a fact again did.</summary>
/// <param name="Delivery">The new delivery's number.</param>
/// <param name="Corrects">The delivery whose file it read.</param>
/// <param name="Entity">What it brought.</param>
/// <param name="Moved">Rows that are of another moment than by the first reading.</param>
/// <param name="Changed">Rows that say something else: a status, an amount, a coach.</param>
/// <param name="Same">Rows that are as they were.</param>
/// <param name="Added">Rows that the first reading did not have.</param>
/// <param name="Gone">Rows that the second reading does not have.</param>
/// <param name="Kept">Rows of the first reading that a later delivery tells too: they stay as that one tells them.</param>
/// <param name="ClientsBefore">Clients whom the first reading had made, who went with it.</param>
/// <param name="ClientsNow">Clients whom the second reading made.</param>
public sealed record FactsReread(
    long Delivery,
    long Corrects,
    string Entity,
    string Source,
    string Name,
    long Moved,
    long Changed,
    long Same,
    long Added,
    long Gone,
    long Kept,
    long ClientsBefore,
    long ClientsNow,
    long Read,
    long Rejected,
    long Unmatched)
{
    /// <summary>How the file was read, and what was guessed.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The same with what changes each of it, for those who say it in their own words.</summary>
    [JsonIgnore]
    public IReadOnlyList<ReadingNote> ReadingNotes { get; init; } = [];

    /// <summary>Refused lines by reason.</summary>
    public IReadOnlyList<RefusedLines> Reasons { get; init; } = [];

    /// <summary>Lines refused for one reason.</summary>
    public sealed record RefusedLines(string Reason, long Lines);
}
