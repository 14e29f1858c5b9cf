using ClientVitals.Interventions;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Interventions.Acts;

/// <summary>Acts and addresses of items in words.</summary>
internal static class ItemWords
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

    /// <summary>The last act of an item, who did it, and when it is due again; null = nobody acted.</summary>
    public static string? Last(ItemState item, PageContext seen) => item.LastActKind is null ? null
        : $"{Act(item.LastActKind, item.LastActUntil, seen)} {By(item.LastActBy, item.LastActAt, seen)}"
            + (item.FollowUpDate is { } next && item.LastActKind != "SNOOZED" ? $" · due again {seen.Date(next)}" : "");

    /// <summary>Whom it was handed over to, by whom and when; null = it is the client's coach's.</summary>
    public static string? For(ItemState item, PageContext seen) =>
        item.AssignedTo is { } name ? $"For {name}, handed over {By(item.HandedBy, item.HandedAt, seen)}" : null;

    /// <summary>A chat's address takes the number without its plus.</summary>
    public static string WhatsApp(string phone) => "https://wa.me/" + phone.TrimStart('+');

    /// <summary>How often in a row nobody answered; null = not once.</summary>
    public static string? Tries(ItemState item) => item.Tries switch
    {
        0 => null,
        1 => "Not reached once so far.",
        2 => "Not reached twice so far.",
        var tries => $"Not reached {tries} times so far.",
    };
}
