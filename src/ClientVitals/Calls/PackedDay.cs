namespace ClientVitals.Calls;

/// <summary>A day of a client as <c>call_rollups.days</c> holds it: day_number &lt;&lt; 42 | attempts &lt;&lt; 28 | outbound &lt;&lt; 14 | calls.</summary>
public static class PackedDay
{
    /// <summary>The most of each kind that a day can hold.</summary>
    public const int MostPerDay = (1 << 14) - 1;

    public static long Pack(int day, int calls, int outbound, int attempts) =>
        ((long)day << 42) | ((long)Math.Min(attempts, MostPerDay) << 28) | ((long)Math.Min(outbound, MostPerDay) << 14) | (long)Math.Min(calls, MostPerDay);

    /// <summary>The business day, as <see cref="DateOnly.DayNumber"/>.</summary>
    public static int Day(long packed) => (int)(packed >> 42);

    public static int Calls(long packed) => (int)(packed & MostPerDay);

    public static int Outbound(long packed) => (int)(packed >> 14 & MostPerDay);

    public static int Attempts(long packed) => (int)(packed >> 28 & MostPerDay);
}
