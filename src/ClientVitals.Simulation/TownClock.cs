namespace ClientVitals.Simulation;

/// <summary>Business days and hours of a zone as UTC seconds, from a table: a conversion per call would be half of the work.</summary>
public sealed class TownClock
{
    private const int EpochDay = 719_162; // DateOnly(1970, 1, 1).DayNumber

    private readonly int _firstDay;
    private readonly int[] _offsets;

    /// <summary>Throws a <see cref="PlainError"/> when there is no such zone.</summary>
    public TownClock(string zone, DateOnly from, DateOnly until)
    {
        var found = Find(zone);
        _firstDay = from.DayNumber - 7;
        _offsets = new int[until.DayNumber - _firstDay + 15];
        for (var i = 0; i < _offsets.Length; i++)
        {
            // The offset at noon: clocks change at night, when nobody calls.
            var noon = DateOnly.FromDayNumber(_firstDay + i).ToDateTime(new TimeOnly(12, 0));
            _offsets[i] = (int)found.GetUtcOffset(noon).TotalSeconds;
        }
    }

    /// <summary>UTC seconds of this second of a business day, for hours when people are awake.</summary>
    public long At(int day, int secondOfDay) =>
        (day - EpochDay) * 86_400L + secondOfDay - _offsets[Math.Clamp(day - _firstDay, 0, _offsets.Length - 1)];

    /// <summary>The instant at which a business day begins.</summary>
    public static DateTimeOffset Midnight(string zone, DateOnly day)
    {
        var found = Find(zone);
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where clocks jump over midnight the day begins at the first moment there is.
        while (found.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, found.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The business day of an instant.</summary>
    public static DateOnly DayOf(string zone, DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Find(zone)).DateTime);

    private static TimeZoneInfo Find(string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? found
            : throw new PlainError($"There is no time zone \"{zone}\": give an IANA name such as Asia/Dubai or Europe/Berlin.");
}
