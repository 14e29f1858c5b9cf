namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// How often a client rang since the last talk and nobody answered. Such calls are no engagement, so they end no silence; they are a fact about
/// us, and the client is the first to be called back.
/// </summary>
/// <param name="Calls">How often; at least <see cref="Several"/>.</param>
/// <param name="Since">The day of the first of them (<see cref="DateOnly.DayNumber"/>).</param>
public sealed record RingsInVain(int Calls, int Since)
{
    /// <summary>One missed call happens to everybody and is called back; the second says that nobody did.</summary>
    public const int Several = 2;

    /// <summary>So long such a call counts: as long as a client who fell silent is listed.</summary>
    public const int Days = 90;

    /// <summary>Legs that rang at several phones at once are one call.</summary>
    private const long Together = TimeSpan.TicksPerMinute;

    /// <summary>Null when they are fewer than <see cref="Several"/>.</summary>
    /// <param name="rings">When, in UTC ticks, ascending, all after the last talk.</param>
    /// <param name="asOf">The moment judged.</param>
    public static RingsInVain? Of(IReadOnlyList<long> rings, Moment asOf, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(rings);
        var from = asOf.At.UtcTicks - Days * TimeSpan.TicksPerDay;
        int calls = 0, since = 0;
        var before = long.MinValue;
        foreach (var at in rings)
        {
            if (at < from)
                continue;
            if (calls == 0)
                since = Moment.DayOf(new DateTimeOffset(at, TimeSpan.Zero), zone);
            if (calls == 0 || at - before >= Together)
                calls++;
            before = at;
        }
        return calls < Several ? null : new RingsInVain(calls, since);
    }
}
