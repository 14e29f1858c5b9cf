using ClientVitals.CallPatterns.Model;

namespace ClientVitals.CallPatterns.Dropout;

/// <summary>
/// All that the dropout model asks of a client: how often and how lately. Time runs from the first active day and counts exposed days
/// only; in the published tables it is weeks.
/// </summary>
/// <param name="Repeats">Active days after the first one.</param>
/// <param name="LastAt">Time of the last active day; 0 when there was only one.</param>
/// <param name="ObservedFor">Time until which the client was watched; not before <paramref name="LastAt"/>.</param>
/// <param name="LogGaps">Sum of the natural logarithms of the gaps between active days: tells regular from ragged.</param>
public readonly record struct CallRecency(int Repeats, double LastAt, double ObservedFor, double LogGaps = 0)
{
    /// <summary>
    /// A history as it is on the morning of a day. An active day counts as its noon, and the watch ends at the midnight before
    /// the day, half a day after yesterday's noon. A day away moves no time; a call made on one still counts, at the
    /// moment at which time stood still. After a client left nothing is observed.
    /// </summary>
    /// <param name="today">The day (<see cref="DateOnly.DayNumber"/>).</param>
    /// <param name="withToday">Whether calls of the day itself are seen: they end the watch at their noon.</param>
    /// <returns>Null before the first call.</returns>
    public static CallRecency? Of(ClientHistory history, int today, bool withToday)
    {
        ArgumentNullException.ThrowIfNull(history);
        ExposedTime? time = null;
        var repeats = 0;
        int last = 0, until = withToday ? today : today - 1;
        double logGaps = 0;
        foreach (var day in history.Days)
        {
            if (day.Day > until)
                break;
            if (!day.IsActive)
                continue;
            if (time is null)
            {
                time = new ExposedTime(history, day.Day);
                continue;
            }
            var at = time.Value.Before(day.Day);
            if (at == last)
                continue;
            repeats++;
            logGaps += Math.Log(at - last);
            last = at;
        }
        return time is { } watched
            ? new CallRecency(repeats, last, Math.Max(last, watched.Before(today) - .5), logGaps)
            : null;
    }
}
