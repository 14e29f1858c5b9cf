using System.Globalization;
using ClientVitals.Database;

namespace ClientVitals.Notices;

/// <summary>What somebody must know of notices: a way by which they no longer arrive.</summary>
internal static class NoticeChecks
{
    /// <summary>A channel, or the mail to people, of which something was given up since the last that arrived. Leaves with the next one that arrives.</summary>
    public static readonly InsightCheck DeadChannels = new("dead-channel", "Channels that do not deliver", typeof(DeadChannels), Says)
    {
        Priority = "high",
        Address = _ => "/settings/notices",
    };

    private static InsightWords Says(InsightReading found) => found.Measure == 0
        ? new($"{found.Label} delivers again", $"Notices by {found.Label} arrive again.")
        : new(
            $"{found.Label} does not deliver",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Measure:0} {(found.Measure == 1 ? "notice" : "notices")} by {found.Label} {(found.Measure == 1 ? "was" : "were")} given up since the last that arrived. {found.Detail ?? ""} Mend it on the page Notices of the settings and try it with its test button; what was given up can be sent again there.")
                .Replace("  ", " ", StringComparison.Ordinal));
}

/// <summary>Channels of which deliveries were given up.</summary>
internal static class DeadChannels;
