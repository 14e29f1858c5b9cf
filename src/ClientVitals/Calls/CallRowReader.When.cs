using System.Buffers.Text;
using System.Globalization;
using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <content>When it was and how long, with the zones that the line, its columns and its file give.</content>
internal sealed partial class CallRowReader
{
    /// <summary>What a column of offsets holds: hours up to this; from the other on seconds.</summary>
    private const double MostHours = 14, FewestSeconds = 1800;

    private static readonly byte[] AnyDay = "2000-01-01 "u8.ToArray();

    private readonly byte[] _dateAndTime = new byte[160];
    private readonly TextPool<CallStatus?> _lengths;

    /// <summary>What the length says instead of a length: nobody talked, where it is negative or a word such as "Missed".</summary>
    private CallStatus? _lengthSays;

    private TimeReading ReadStart(out long started)
    {
        var date = Field(CallField.StartedAt);
        var time = Field(CallField.StartedTime);
        if (time.IsEmpty)
            return Time(CallField.StartedAt, date, out started);
        if (date.IsEmpty || date.Length + time.Length >= _dateAndTime.Length)
            return Time(CallField.StartedTime, time, out started);
        date.CopyTo(_dateAndTime);
        _dateAndTime[date.Length] = (byte)' ';
        time.CopyTo(_dateAndTime.AsSpan(date.Length + 1));
        var reading = Time(CallField.StartedAt, _dateAndTime.AsSpan(0, date.Length + 1 + time.Length), out started);
        return reading == TimeReading.NotATime ? ReadOddStart(date, time, out started) : reading;
    }

    /// <summary>A "time" that is a whole moment; a "date" that is one, or one at midnight, as a spreadsheet writes a day; a clock as a part of a day.</summary>
    private TimeReading ReadOddStart(ReadOnlySpan<byte> date, ReadOnlySpan<byte> time, out long started)
    {
        var whole = Time(CallField.StartedTime, time, out started);
        if (whole is TimeReading.Read or TimeReading.OrderUnclear)
            return whole;
        var reading = Time(CallField.StartedAt, date, out started);
        if (reading != TimeReading.Read)
            return reading;
        var zone = ZoneOf(CallField.StartedAt);
        var local = zone.LocalTicksOf(started);
        if (local % TimeSpan.TicksPerDay != 0)
            return TimeReading.Read;
        if (TryClock(time, out var clock))
            started = zone.UtcTicksOf(local + clock);
        else
            _left.Add(CallField.StartedTime, "is not a time of day; its call is put at the beginning of the day", time);
        return TimeReading.Read;
    }

    private static bool TryClock(ReadOnlySpan<byte> time, out long clock)
    {
        clock = 0;
        if (time[0] is (byte)'0' or (byte)'.' && !time.Contains((byte)':') && Utf8Parser.TryParse(time, out double part, out var used) && used == time.Length && part < 1)
        {
            clock = (long)Math.Round(part * 86400) * TimeSpan.TicksPerSecond;
            return true;
        }
        Span<byte> text = stackalloc byte[AnyDay.Length + 100];
        if (time.Length > 100)
            return false;
        AnyDay.CopyTo(text);
        time.CopyTo(text[AnyDay.Length..]);
        if (SourceTime.TryRead(text[..(AnyDay.Length + time.Length)], BusinessZone.Utc, DateOrder.Unknown, out var ticks) != TimeReading.Read)
            return false;
        clock = ticks - new DateTime(2000, 1, 1).Ticks;
        return clock is >= 0 and < TimeSpan.TicksPerDay;
    }

    private TimeReading Time(CallField field, ReadOnlySpan<byte> text, out long ticks) =>
        SourceTime.TryRead(text, ZoneOf(field), _options.DateOrder, out ticks);

    private BusinessZone ZoneOf(CallField field) =>
        _columns.ZoneOf(field) ?? (field is CallField.StartedAt or CallField.StartedTime ? _columns.ZoneOf(CallField.StartedAt) ?? _columns.ZoneOf(CallField.StartedTime) : null) ?? RowZone() ?? _options.Zone;

    /// <summary>The zone that the line gives for its times.</summary>
    private BusinessZone? RowZone()
    {
        if (Field(CallField.TimeZone) is not { IsEmpty: false } text)
            return null;
        var zone = _zones[text];
        if (zone is null)
            _left.Add(CallField.TimeZone, "is not a known time zone; the file's zone is used", text);
        return zone;
    }

    /// <summary>The zone of a word; of a bare number in a column of offsets, which counts hours or seconds. Three digits may be -3:00 or -300 minutes.</summary>
    private BusinessZone? ZoneOf(string text)
    {
        var isOffset = CallVocabulary.Core(_rows.Headers[_columns[CallField.TimeZone]]).EndsWith("offset", StringComparison.Ordinal);
        if (!double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return SourceZones.Named(text);
        var digits = text.Count(char.IsAsciiDigit);
        return Math.Abs(number) <= MostHours && digits <= 4 && !(digits == 4 && number == Math.Floor(number)) ? BusinessZone.Fixed(TimeSpan.FromMinutes(Math.Round(number * 60)))
            : isOffset && Math.Abs(number) >= FewestSeconds && digits == 5 && number % 900 == 0 && Math.Abs(number) <= MostHours * 3600 ? BusinessZone.Fixed(TimeSpan.FromSeconds(number))
            : digits == 4 ? SourceZones.Named(text[0] is '+' or '-' ? text : "+" + text)
            : null;
    }

    private int? Seconds()
    {
        _lengthSays = null;
        var text = Field(CallField.DurationSeconds);
        switch (SourceDuration.TryRead(text, _evidence?.DurationUnit ?? _columns.DurationUnitSeconds, out var seconds))
        {
            case DurationReading.Read:
                return seconds;
            case DurationReading.Negative:
                _left.Add(CallField.DurationSeconds, "is negative", text);
                _lengthSays = CallStatus.NoAnswer;
                return null;
            case DurationReading.NotADuration:
                _lengthSays = _lengths[text];
                if (_lengthSays is null)
                    _left.Add(CallField.DurationSeconds, "is not a length of time", text);
                return null;
            default:
                return null;
        }
    }
}
