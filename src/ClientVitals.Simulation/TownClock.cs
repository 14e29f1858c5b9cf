using ClientVitals.Settings;

namespace ClientVitals.Simulation;

/// <summary>The town's days and hours as instants: the business zone's, by the same table that cuts the days of real calls.</summary>
public sealed class TownClock(string zone)
{
    private readonly BusinessZone _zone = BusinessZone.Of(zone);

    /// <summary>Seconds since 1970 in UTC of this second of a business day (<see cref="DateOnly.DayNumber"/>).</summary>
    public long At(int day, int secondOfDay) =>
        (_zone.UtcTicksOf((day * TimeSpan.TicksPerDay) + (secondOfDay * TimeSpan.TicksPerSecond)) - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    /// <summary>The business day (<see cref="DateOnly.DayNumber"/>) of a moment in seconds since 1970 in UTC.</summary>
    public int DayOf(long unixSeconds) => _zone.DayNumberOf(DateTime.UnixEpoch.Ticks + unixSeconds * TimeSpan.TicksPerSecond);

    /// <summary>The instant at which a business day begins.</summary>
    public static DateTimeOffset Midnight(string zone, DateOnly day) =>
        DateTimeOffset.FromUnixTimeSeconds(new TownClock(zone).At(day.DayNumber, 0));

    /// <summary>The business day of an instant.</summary>
    public static DateOnly DayOf(string zone, DateTimeOffset instant) => BusinessZone.Of(zone).DayOf(instant);
}
