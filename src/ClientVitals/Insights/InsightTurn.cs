using ClientVitals.Database;

namespace ClientVitals.Insights;

/// <summary>What a run does with one subject of a check.</summary>
internal enum InsightMove
{
    /// <summary>There is no finding, and there was no finding.</summary>
    Nothing,

    /// <summary>It enters; told.</summary>
    Opened,

    /// <summary>It is still there; not told again.</summary>
    Seen,

    /// <summary>It is more urgent than when somebody silenced it, or than it was; told.</summary>
    Worsened,

    /// <summary>Its snooze is over, and it is still there; told.</summary>
    Back,

    /// <summary>The measure is at or below the limit at which it leaves; told to those who got the alarm.</summary>
    Recovered,

    /// <summary>The check no longer measures this subject; told as such, and not as a recovery.</summary>
    Gone,

    /// <summary>It would enter, but what it rests on does not come.</summary>
    Held,

    /// <summary>It cannot be judged now: what is there stays as it is.</summary>
    Untouched,
}

/// <summary>The rules by which a finding enters, stays and leaves: pure, so that every case can be written down.</summary>
internal static class InsightTurn
{
    /// <param name="standing">The finding as it is kept; null = there never was one.</param>
    /// <param name="reading">What was measured; null = the check no longer speaks of the subject.</param>
    /// <param name="priority">Of this reading.</param>
    /// <param name="today">The business day.</param>
    /// <param name="isHeld">What the check rests on does not come.</param>
    public static (InsightMove Move, InsightState State) Next(InsightStanding? standing, InsightReading? reading, string priority, DateOnly today, bool isHeld)
    {
        var isThere = standing is { IsThere: true };
        var state = standing?.State ?? InsightState.Recovered;
        if (isHeld)
            return (isThere ? InsightMove.Untouched : reading is not null && Enters(reading) ? InsightMove.Held : InsightMove.Nothing, state);
        if (reading is { Measure: null })
            return (isThere ? InsightMove.Untouched : InsightMove.Nothing, state);
        if (!isThere)
            return reading is not null && Enters(reading) ? (InsightMove.Opened, InsightState.Open) : (InsightMove.Nothing, state);
        if (reading is null)
            return (InsightMove.Gone, InsightState.Recovered);
        // The limit is that of the day it entered: a usual that has learnt the trouble meanwhile does not end it. One that enters again at once has not left.
        if (reading.Measure <= standing!.LeaveAt && !Enters(reading))
            return (InsightMove.Recovered, InsightState.Recovered);
        if (Enters(reading) && InsightWord.IsWorse(priority, standing.SilencedPriority ?? standing.Priority))
            return (InsightMove.Worsened, state == InsightState.Accepted ? state : InsightState.Open);
        if (state == InsightState.Snoozed && standing.SnoozedUntil <= today)
            return (InsightMove.Back, InsightState.Open);
        return (InsightMove.Seen, state);
    }

    private static bool Enters(InsightReading reading) => reading.Measure >= reading.EnterAt;
}
