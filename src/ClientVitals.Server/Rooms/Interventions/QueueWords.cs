using ClientVitals.Interventions;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Interventions;

/// <summary>Acts and addresses of the queue in words.</summary>
internal static class QueueWords
{
    /// <summary>What was done, as people say it.</summary>
    public static string Act(string? kind, DateOnly? until, PageContext seen) => kind switch
    {
        "REACHED" => "Reached",
        "NO_ANSWER" => "No answer",
        "ALL_GOOD" => "All good",
        "AWAY" => until is { } back ? $"On holiday until {seen.Date(back)}" : "On holiday, no day back known",
        "LEFT" => "Client left",
        "SNOOZED" => $"Snoozed until {seen.Date(until)}",
        "NOTE" => "Note",
        _ => "–",
    };

    /// <summary>Who did it and when: "by Fatima 19:37".</summary>
    public static string By(string? who, DateTimeOffset? at, PageContext seen) => at is { } moment ? $"by {who} {seen.Moment(moment)}" : "";

    /// <summary>A chat's address takes the number without its plus.</summary>
    public static string WhatsApp(string phone) => "https://wa.me/" + phone.TrimStart('+');

    /// <summary>How often nobody answered, and since when; null = never in a row.</summary>
    public static string? Tries(QueueRow row) => row.Tries switch
    {
        0 => null,
        1 => "Not reached once so far.",
        2 => "Not reached twice so far.",
        var tries => $"Not reached {tries} times so far.",
    };
}
