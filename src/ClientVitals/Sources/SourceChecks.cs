using System.Globalization;
using ClientVitals.Database;

namespace ClientVitals.Sources;

/// <summary>What somebody must know of what arrives.</summary>
internal static class SourceChecks
{
    /// <summary>
    /// Enters when a source is silent for a day and half as long again as its second-longest gap of 120 days (a long outage is the longest, and no habit), leaves when something arrives. What
    /// rests on the entity it brought is held back meanwhile.
    /// </summary>
    public static readonly InsightCheck Silent = new("dead-source", "Silent sources", typeof(SilentSources), SaysSilent)
    {
        Priority = "high",
        Address = found => "/settings/sources",
    };

    /// <summary>
    /// Enters when the share of rows of the last 24 hours that match no client is 4 standard deviations and 10 points above that of the 28 days before:
    /// by chance less than once in a year. Leaves at 2 and 4.
    /// </summary>
    public static readonly InsightCheck Unmatched = new("unmatched-growth", "Rows that match no client", typeof(UnmatchedGrowth), SaysUnmatched)
    {
        Address = found => "/data/unmatched",
    };

    private static InsightWords SaysSilent(InsightReading found) => found.Measure <= found.LeaveAt
        ? new($"{found.Label} delivers again", $"{found.Label} has delivered {found.Topic} again.")
        : new(
            $"{found.Label} has stopped delivering {found.Topic}",
            $"{found.Label} has delivered no {found.Topic} for {Spell.Span(found.Measure!.Value * 3600)}; its gaps are usually at most {Spell.Span((found.Expected ?? 0) * 3600)}. Findings that rest on {found.Topic} wait until it delivers again. Check the source.");

    private static InsightWords SaysUnmatched(InsightReading found) => new(
        $"More {found.Label} match no client",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Measure * 100:0} % of the {found.Number:0} {found.Label} that arrived in the last 24 hours match no client; in the 28 days before it was {found.Expected * 100:0} %. Check whether addresses or numbers changed their form."));
}

/// <summary>How long each source has been silent, entity by entity.</summary>
internal static class SilentSources;

/// <summary>The share of what arrives that matches no client.</summary>
internal static class UnmatchedGrowth;
