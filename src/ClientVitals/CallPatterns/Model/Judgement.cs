namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// What the judge says of one client at one moment, with the evidence.
/// </summary>
/// <param name="Client">As in the history.</param>
/// <param name="Date">The business day of the moment.</param>
/// <param name="EnoughHistory">At least 4 exposed weeks and 5 active days.</param>
/// <param name="CallsThisWeek">Engaged calls from Monday until now (count).</param>
/// <param name="AvgCallsPerWeek">Calls a week over the exposed days of the last 30 (while an episode is open: of the 30 before it); null without any.</param>
/// <param name="DeviationPct">Percent; documented: this week against the average; calibrated: contacts since the drift began against those expected. Null where undefined.</param>
/// <param name="ExpectedSoFar">Contacts expected since Monday until now: calls, and visits where they count; null where unknown.</param>
/// <param name="DriftSince">First day of the evidence window; null where there is none.</param>
/// <param name="ExpectedSince">Contacts expected since then, completed days only.</param>
/// <param name="ExpectedLow">Lower end of the 90 % interval for that count.</param>
/// <param name="ExpectedHigh">Upper end of the 90 % interval for that count.</param>
/// <param name="Evidence">Natural-log units, comparable with <paramref name="Threshold"/>: at or above it the status opens.</param>
/// <param name="Threshold">Where PATTERN_BREAK opens, at the stated budget; null without enough history.</param>
/// <param name="WeeksOfHistory">Exposed weeks before today.</param>
/// <param name="ActiveDays">Days with an engaged call, or a visit where visits count.</param>
/// <param name="CallsSince">Engaged calls since the drift began.</param>
/// <param name="PausedDays">Days taken out of the evidence window.</param>
/// <param name="LastActive">The last day with an engaged call, or a visit where visits count.</param>
/// <param name="UsualDays">Bit 0 = Monday … bit 6 = Sunday: the weekdays on which a call is usual; 0 if none stands out.</param>
/// <param name="OnceInWeeks">How rare this is for the client: about once in so many weeks; null when ordinary.</param>
/// <param name="Open">The open episode, if any.</param>
public sealed partial record Judgement(
    string Client,
    DateOnly Date,
    PatternRule Rule,
    PatternStatus Status,
    bool EnoughHistory,
    int CallsThisWeek,
    double? AvgCallsPerWeek,
    double? DeviationPct,
    double? ExpectedSoFar,
    DateOnly? DriftSince,
    double? ExpectedSince,
    int? ExpectedLow,
    int? ExpectedHigh,
    double? Evidence,
    double? Threshold,
    double WeeksOfHistory,
    int ActiveDays,
    int CallsSince,
    int PausedDays,
    DateOnly? LastActive,
    int UsualDays,
    double? OnceInWeeks,
    PatternHold Hold,
    OpenEpisode? Open)
{
    /// <summary>The episode of the calibrated rule that closed last before or on this day; null if there was none.</summary>
    public Episode? LastClosed { get; init; }

    /// <summary>
    /// Share of what was expected in the evidence window that is logged by now, by the book's own delays; null when the calls do not
    /// say when they were logged. <see cref="ExpectedSince"/> is what is expected to be logged.
    /// </summary>
    public double? LoggedShare { get; init; }

    /// <summary>Whether visits were counted beside calls.</summary>
    public bool CountsVisits { get; init; }

    /// <summary>Engaged calls since the drift began, and days with a visit only where visits count: what is compared with <see cref="ExpectedSince"/>.</summary>
    public int ContactsSince { get; init; }

    /// <summary>Contacts a week over the days of <see cref="AvgCallsPerWeek"/>, which counts calls alone; equal to it where visits do not count.</summary>
    public double? AvgContactsPerWeek { get; init; }

    /// <summary>Contacts in a usual week, on the basis of <see cref="ExpectedSince"/>; null where that is unknown.</summary>
    public double? UsualPerWeek { get; init; }

    /// <summary>How many usual weeks the evidence window has: completed days that are not paused, each by what is usual on its weekday.</summary>
    public double UsualWeeks { get; init; }

    /// <summary>How often they rang since the last talk and nobody answered; null = less than twice.</summary>
    public RingsInVain? InVain { get; init; }

    /// <summary>Exposed days from the first active day to the last, where a client never got going (<see cref="PatternHold.NeverGotGoing"/>); else 0.</summary>
    public int Beginning { get; init; }

    /// <summary>What is said of a client who is held back with many others; null = judged alone.</summary>
    private string? HeldReason { get; init; }

    /// <summary>The same, held back from the list.</summary>
    /// <param name="reason">What is said before what is said of them alone.</param>
    public Judgement HeldBack(string reason) =>
        this with { Status = PatternStatus.Normal, Hold = PatternHold.Together, HeldReason = $"{reason} {ReasonOf(this)}" };
}
