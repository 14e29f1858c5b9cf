namespace ClientVitals.Settings;

/// <summary>
/// The zone in which business days are cut. Answers millions of questions per file, so the zone's transitions are laid out
/// once as a table (1970 to 2100); an instant outside it is asked of the system.
/// </summary>
public sealed class BusinessZone
{
    private static readonly long FirstTick = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly long LastTick = new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly long[] _from;
    private readonly long[] _offsets;

    private BusinessZone(TimeZoneInfo info)
    {
        Info = info;
        (_from, _offsets) = Transitions(info);
    }

    /// <summary>The zone by its IANA name, such as Asia/Dubai. Throws <see cref="PlainError"/> when there is no such zone.</summary>
    public static BusinessZone Of(string iana)
    {
        try
        {
            return new BusinessZone(TimeZoneInfo.FindSystemTimeZoneById(iana));
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new PlainError($"There is no time zone '{iana}'; give an IANA name such as Asia/Dubai or UTC.", e);
        }
    }

    /// <summary>A clock that is always this far from UTC, such as "UTC+04:00".</summary>
    public static BusinessZone Fixed(TimeSpan offset)
    {
        if (offset == TimeSpan.Zero)
            return Utc;
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");
        return new BusinessZone(TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name));
    }

    public static BusinessZone Utc { get; } = new(TimeZoneInfo.Utc);

    public TimeZoneInfo Info { get; }

    public string Id => Info.Id;

    /// <summary>The business day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDayNumber(DayNumberOf(instant.UtcTicks));

    /// <summary>The business day of an instant in UTC ticks, counted as <see cref="DateOnly.DayNumber"/>.</summary>
    public int DayNumberOf(long utcTicks) => (int)(LocalTicksOf(utcTicks) / TimeSpan.TicksPerDay);

    /// <summary>What the clock on the wall shows at an instant, in ticks.</summary>
    public long LocalTicksOf(long utcTicks) => utcTicks + OffsetAt(utcTicks);

    /// <summary>
    /// The instant of a wall-clock time. A time that occurs twice means the first; a time that the clock skips is moved on by
    /// the length of the gap (02:30 in a gap from 02:00 to 03:00 is 03:30).
    /// </summary>
    public long UtcTicksOf(long localTicks)
    {
        // No zone changes twice within two days, so one of these two offsets holds.
        var before = OffsetAt(localTicks - TimeSpan.TicksPerDay);
        var after = OffsetAt(localTicks + TimeSpan.TicksPerDay);
        if (before == after || OffsetAt(localTicks - before) == before)
            return localTicks - before;
        return OffsetAt(localTicks - after) == after ? localTicks - after : localTicks - before;
    }

    private long OffsetAt(long utcTicks)
    {
        if (utcTicks < FirstTick || utcTicks >= LastTick)
            return Info.GetUtcOffset(new DateTime(Math.Clamp(utcTicks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc)).Ticks;
        var low = 0;
        var high = _from.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (_from[middle] <= utcTicks)
                low = middle;
            else
                high = middle - 1;
        }
        return _offsets[low];
    }

    private static (long[] From, long[] Offsets) Transitions(TimeZoneInfo info)
    {
        long At(long tick) => info.GetUtcOffset(new DateTime(tick, DateTimeKind.Utc)).Ticks;
        var from = new List<long> { FirstTick };
        var offsets = new List<long> { At(FirstTick) };
        if (!info.SupportsDaylightSavingTime && info.GetAdjustmentRules().Length == 0)
            return ([.. from], [.. offsets]);
        // Five days: shorter than any interval that a zone ever kept an offset for.
        for (var tick = FirstTick; tick < LastTick; tick += 5 * TimeSpan.TicksPerDay)
        {
            var next = Math.Min(tick + (5 * TimeSpan.TicksPerDay), LastTick);
            var offset = At(next);
            if (offset == offsets[^1])
                continue;
            var (low, high) = (tick, next);
            while (high - low > TimeSpan.TicksPerSecond)
            {
                var middle = (low + ((high - low) / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond;
                if (middle <= low)
                    break;
                if (At(middle) == offsets[^1])
                    low = middle;
                else
                    high = middle;
            }
            from.Add(high);
            offsets.Add(offset);
        }
        return ([.. from], [.. offsets]);
    }
}
