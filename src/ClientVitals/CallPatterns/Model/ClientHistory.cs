namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// What one client did on one business day.
/// </summary>
/// <param name="Day"><see cref="DateOnly.DayNumber"/> of the business day, in the business zone.</param>
/// <param name="Calls">Engaged calls that day (count).</param>
/// <param name="Outbound">Those of them that we made (count).</param>
/// <param name="Attempts">Efforts of staff that reached nobody: no answer, voicemail, declined (count).</param>
/// <param name="SeenOn">
/// Only read when walking through days: the first day whose check sees these calls. 0 = the check of the next day, as for
/// any call logged at once; the day itself for a call made before the hour of the check; later for a call logged late.
/// A day may stand in several entries when its calls became known at different times.
/// </param>
/// <param name="Visits">Whether they attended a session, where the business counts visits: 1 or 0.</param>
public readonly record struct ClientDay(int Day, int Calls, int Outbound = 0, int Attempts = 0, int SeenOn = 0, int Visits = 0)
{
    /// <summary>Whether the client was in touch: a call that counts, or a visit.</summary>
    public bool IsActive => (Calls | Visits) != 0;
}

/// <summary>Business days on which nothing can be expected: holiday, illness, a source that was silent. Half-open.</summary>
/// <param name="From">First day away (<see cref="DateOnly.DayNumber"/>).</param>
/// <param name="Until">First day back; <see cref="int.MaxValue"/> while nobody knows.</param>
/// <param name="SeenOn">Only read when walking: the first day whose check knows of it; 0 = known from the beginning.</param>
/// <param name="Stale">Data of these days are missing: as little is expected, but nothing closes because of it.</param>
public readonly record struct Pause(int From, int Until, int SeenOn = 0, bool Stale = false);

/// <summary>A call agreed for a day: until it is due, it holds an opening back.</summary>
/// <param name="Day">The business day it is planned for (<see cref="DateOnly.DayNumber"/>).</param>
/// <param name="SeenOn">The first day whose check knew of the plan.</param>
public readonly record struct ScheduledCall(int Day, int SeenOn);

/// <summary>
/// Everything the judge may know of one client: only what is visible at the moment of judging (happened before it, known by it).
/// </summary>
/// <param name="Client">How the client is named in the answer: the primary e-mail.</param>
/// <param name="StartDay">First day of the relation; null = the first call. Exposure starts there.</param>
/// <param name="EndDay">First day after it; null while it lasts.</param>
/// <param name="Days">Days with calls, visits or attempts, sorted by day.</param>
public sealed record ClientHistory(string Client, int? StartDay, int? EndDay, ClientDay[] Days)
{
    /// <summary>Whether their visits were counted beside their calls: then no word says that only calls were missing.</summary>
    public bool CountsVisits { get; init; }

    /// <summary>
    /// Whether engaged calls were made before the days given here. A history may hold only the calendar years that the window of
    /// the day judged touches (<see cref="PatternWindow"/>); what is said is the same as with everything.
    /// </summary>
    public bool HasEarlier { get; init; }

    /// <summary>Days away, of this client and of everybody; sorted by first day, may overlap.</summary>
    public Pause[] Pauses { get; init; } = [];

    /// <summary>Calls agreed upon, past and coming.</summary>
    public ScheduledCall[] Scheduled { get; init; } = [];

    /// <summary>Calls of the client's since the last talk that nobody answered; null = fewer than two. Not told when walking.</summary>
    public RingsInVain? InVain { get; init; }

    /// <summary>Days on which the coach said "all good": the usual is learnt again from there. Sorted.</summary>
    public int[] NewNormals { get; init; } = [];

    /// <summary>How late calls are logged, of the whole book; null = not asked, and nothing is corrected.</summary>
    public LoggingDelays? Delays { get; init; }

    /// <summary>The days with calls and those with visits, each once.</summary>
    /// <param name="calls">Sorted by day.</param>
    /// <param name="visits">Each day once, ascending.</param>
    internal static ClientDay[] WithVisits(ClientDay[] calls, ReadOnlySpan<int> visits)
    {
        if (visits.Length == 0)
            return calls;
        var days = new List<ClientDay>(calls.Length + visits.Length);
        var next = 0;
        foreach (var call in calls)
        {
            for (; next < visits.Length && visits[next] < call.Day; next++)
                days.Add(new ClientDay(visits[next], 0, Visits: 1));
            var both = next < visits.Length && visits[next] == call.Day;
            days.Add(both ? call with { Visits = 1 } : call);
            next += both ? 1 : 0;
        }
        for (; next < visits.Length; next++)
            days.Add(new ClientDay(visits[next], 0, Visits: 1));
        return [.. days];
    }
}
