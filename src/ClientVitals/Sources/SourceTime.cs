using System.Text;
using ClientVitals.Settings;

namespace ClientVitals.Sources;

/// <summary>
/// Moments as exports write them: ISO 8601 with or without an offset; seconds, milliseconds or microseconds since 1970;
/// numbers with slashes, dashes or dots; months by name; a spreadsheet's number of a day. The offset, or the name of the zone, beside a time
/// holds; without one it is the given zone's wall clock (<see cref="BusinessZone.UtcTicksOf"/> for times that a clock change doubles or
/// skips); a date alone is the day's first moment.
/// </summary>
public static class SourceTime
{
    /// <summary>Longest text that may be a moment: browsers name day, offset and zone.</summary>
    private const int Longest = 100;

    private static readonly long Earliest = new DateTime(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly long Latest = new DateTime(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Reads a moment.</summary>
    /// <param name="text">The field, UTF-8.</param>
    /// <param name="zone">Zone of times without an offset.</param>
    /// <param name="order">Order of day and month in this file, for forms that leave it open.</param>
    /// <param name="utcTicks">The moment in UTC ticks, where it was read.</param>
    public static TimeReading TryRead(ReadOnlySpan<byte> text, BusinessZone zone, DateOrder order, out long utcTicks) =>
        TryRead(text, zone, order, out utcTicks, out _);

    /// <summary>As above; and what this value shows about the order of day and month in its file.</summary>
    public static TimeReading TryRead(ReadOnlySpan<byte> text, BusinessZone zone, DateOrder order, out long utcTicks, out DateHint hint)
    {
        text = text.Trim((byte)' ');
        var reading = Written(text, zone, order, out utcTicks, out hint);
        // In other words it may still be one: "3. November 2025, 9:00 Uhr".
        if (reading is not (TimeReading.NotATime or TimeReading.ZoneUnclear) || text.Length > Longest || !MayBeAMoment(text) || PlainMoment.Of(text) is not { } plain)
            return reading;
        var inPlainWords = Written(Encoding.UTF8.GetBytes(plain), zone, order, out var ticks, out var plainHint);
        if (inPlainWords is TimeReading.NotATime or TimeReading.ZoneUnclear)
            return reading;
        (utcTicks, hint) = (ticks, plainHint);
        return inPlainWords;
    }

    /// <summary>N/A and "soon" are not times in any language.</summary>
    private static bool MayBeAMoment(ReadOnlySpan<byte> text) =>
        text.ContainsAnyInRange((byte)'0', (byte)'9') || text.ContainsAnyInRange((byte)0x80, byte.MaxValue);

    private static TimeReading Written(ReadOnlySpan<byte> text, BusinessZone zone, DateOrder order, out long utcTicks, out DateHint hint)
    {
        utcTicks = 0;
        hint = DateHint.None;
        if (text.IsEmpty)
            return TimeReading.Missing;
        if (text.Length > Longest)
            return TimeReading.NotATime;
        var parsed = new WrittenTime(text);
        var reading = parsed.Read(order, out hint);
        if (reading != TimeReading.Read)
            return reading;
        if (!parsed.ZoneName.IsEmpty)
        {
            reading = SourceZones.TryUtc(parsed.ZoneName, parsed.LocalTicks, zone, out utcTicks);
            if (reading != TimeReading.Read)
                return reading;
        }
        else
        {
            utcTicks = parsed.HasOffset ? parsed.LocalTicks - parsed.OffsetTicks : zone.UtcTicksOf(parsed.LocalTicks);
        }
        return utcTicks < Earliest || utcTicks >= Latest ? TimeReading.Impossible : TimeReading.Read;
    }
}
