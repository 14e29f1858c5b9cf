using System.Text.Json.Serialization;
using ClientVitals.Sources;

namespace ClientVitals.Calls.Undo;

/// <summary>What reading the file of a delivery again did.</summary>
/// <param name="Delivery">The new delivery's number.</param>
/// <param name="Corrects">The delivery whose file it read.</param>
/// <param name="CallsMoved">Calls that begin at another moment than by the first reading.</param>
/// <param name="CallsChanged">Calls that say something else: a status, a length, a note.</param>
/// <param name="CallsSame">Calls that are as they were.</param>
/// <param name="CallsAdded">Calls that the first reading did not have.</param>
/// <param name="CallsGone">Calls that the second reading does not have.</param>
/// <param name="CallsKept">Calls of the first reading that another delivery tells too: they stay as that one tells them.</param>
/// <param name="ClientsBefore">Clients whom the first reading had made, who went with it.</param>
/// <param name="ClientsNow">Clients whom the second reading made.</param>
/// <param name="CorrectionsNotRecorded">As of <see cref="DeliveryUndone"/>.</param>
public sealed record DeliveryReread(
    long Delivery,
    long Corrects,
    string Source,
    string Name,
    long CallsMoved,
    long CallsChanged,
    long CallsSame,
    long CallsAdded,
    long CallsGone,
    long CallsKept,
    long ClientsBefore,
    long ClientsNow,
    long Read,
    long Rejected,
    long Unmatched,
    long CorrectionsNotRecorded)
{
    /// <summary>How the file was read, and what was guessed.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The same with what changes each of it, for those who say it in their own words.</summary>
    [JsonIgnore]
    public IReadOnlyList<ReadingNote> ReadingNotes { get; init; } = [];

    /// <summary>Refused lines by reason.</summary>
    public IReadOnlyList<Refusal> Reasons { get; init; } = [];

    /// <summary>Lines refused for one reason.</summary>
    public sealed record Refusal(string Reason, long Lines);
}
