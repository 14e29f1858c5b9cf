using ClientVitals.Access;
using ClientVitals.CallPatterns.MissingData;
using ClientVitals.Scheduling;
using ClientVitals.Server.Web;
using ClientVitals.Sources;

namespace ClientVitals.Server.Operations;

/// <summary>How jobs and sources stand behind what a page says.</summary>
/// <param name="Jobs">The whole timetable.</param>
/// <param name="Sources">Whatever delivered lately.</param>
/// <param name="Silences">Days of which data are missing, for whom.</param>
/// <param name="Segments">The words by which the business groups its clients.</param>
/// <param name="At">When it was looked up.</param>
public sealed record SystemStatus(
    IReadOnlyList<JobStatus> Jobs, IReadOnlyList<SourceFreshness> Sources, IReadOnlyList<SourceSilence> Silences,
    IReadOnlyList<string> Segments, DateTimeOffset At)
{
    /// <summary>What of it concerns somebody: sources who manages the business, a coach's silence that coach.</summary>
    public SystemStatus For(PageContext seen) => this with
    {
        Sources = seen.Manages ? Sources : [],
        Silences = seen.Who.Role is AppRole.Coach
            ? [.. Silences.Where(silence => silence.CoachId is null || silence.CoachId == seen.Who.StaffId)]
            : Silences,
    };
}
