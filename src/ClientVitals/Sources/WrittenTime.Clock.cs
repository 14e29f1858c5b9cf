namespace ClientVitals.Sources;

/// <content>The time of day, and how far its clock is from UTC.</content>
internal ref partial struct WrittenTime
{
    private static TimeReading Clock(int hour, int minute, int second, out long ticks)
    {
        ticks = (((hour * 60L) + minute) * 60 + second) * TimeSpan.TicksPerSecond;
        // A leap second is written :60 and is the first of the next minute; the end of a day is 24:00 (ISO 8601).
        if (hour == 24 && minute == 0 && second == 0)
            return TimeReading.Read;
        return hour <= 23 && minute <= 59 && second <= 60 ? TimeReading.Read : TimeReading.Impossible;
    }

    private TimeReading ReadClock(out long ticks)
    {
        ticks = 0;
        if (_at < _text.Length && _text[_at] is (byte)'T' or (byte)'t' or (byte)' ' or (byte)',')
            _at++;
        SkipAny(" ,"u8);
        SkipSpaces();
        if (Rest.StartsWith("at "u8))
            _at += 3;
        if (_at == _text.Length)
            return TimeReading.Read;
        if (Peek() is not (>= (byte)'0' and <= (byte)'9'))
            return ReadZone();
        var (hour, hourLength) = Number();
        int minute = 0, second = 0;
        long fraction = 0;
        if (Peek() is (byte)':' or (byte)'.')
        {
            if (hourLength is not (1 or 2) || !Part(out minute))
                return TimeReading.NotATime;
            if (Peek() is (byte)':' && !Part(out second))
                return TimeReading.NotATime;
            if (Peek() is (byte)'.' or (byte)',')
                fraction = Fraction();
        }
        else if (hourLength is 4 or 6)
        {
            (hour, minute, second) = hourLength == 4 ? (hour / 100, hour % 100, 0) : (hour / 10000, hour / 100 % 100, hour % 100);
        }
        else if (hourLength > 2)
        {
            return TimeReading.NotATime;
        }
        SkipSpaces();
        if (Meridiem() is { } afternoon)
        {
            if (hour is < 1 or > 12)
                return TimeReading.Impossible;
            hour = (hour % 12) + (afternoon ? 12 : 0);
        }
        var reading = Clock(hour, minute, second, out ticks);
        ticks += fraction;
        if (reading != TimeReading.Read)
            return reading;
        SkipSpaces();
        return _at == _text.Length ? TimeReading.Read : ReadZone();
    }

    private bool Part(out int value)
    {
        _at++;
        (value, var length) = Number();
        return length == 2;
    }

    private long Fraction()
    {
        _at++;
        long ticks = 0;
        var unit = TimeSpan.TicksPerSecond;
        while (Peek() is >= (byte)'0' and <= (byte)'9' and var digit)
        {
            unit /= 10;
            ticks += (digit - '0') * unit;
            _at++;
        }
        return ticks;
    }

    /// <summary>AM or PM, also a.m., also after the narrow space that newer systems write; null when there is none (PDT begins a zone).</summary>
    private bool? Meridiem()
    {
        var start = _at;
        var first = (byte)(Peek() | 0x20);
        if (first is not ((byte)'a' or (byte)'p'))
            return null;
        _at++;
        SkipAny("."u8);
        if ((byte)(Peek() | 0x20) == 'm')
            _at++;
        if (IsLetter(Peek()))
        {
            _at = start;
            return null;
        }
        SkipAny("."u8);
        return first == 'p';
    }

    /// <summary>What follows the clock: how far it is from UTC, or the name of its zone.</summary>
    private TimeReading ReadZone()
    {
        SkipAny(" ("u8);
        var start = _at;
        if (ReadOffset())
            return TimeReading.Read;
        HasOffset = false;
        ZoneName = _text[start..].Trim(" ()[]"u8);
        return !ZoneName.IsEmpty && IsLetter(ZoneName[0]) ? TimeReading.Read : TimeReading.NotATime;
    }

    private bool ReadOffset()
    {
        HasOffset = true;
        foreach (var word in (ReadOnlySpan<string>)["Z", "z", "UTC", "GMT", "utc", "gmt"])
        {
            if (!StartsWith(word))
                continue;
            _at += word.Length;
            SkipAny(" )"u8);
            if (IsAtEndOrRemark())
                return true;
            break;
        }
        var sign = Peek();
        if (sign is not ((byte)'+' or (byte)'-'))
            return false;
        _at++;
        var (hours, length) = Number();
        var minutes = 0;
        if (length == 4)
            (hours, minutes) = (hours / 100, hours % 100);
        else if (length is not (1 or 2) || (Peek() is (byte)':' && !Part(out minutes)))
            return false;
        SkipAny(" )"u8);
        if (hours > 14 || minutes > 59 || !IsAtEndOrRemark())
            return false;
        OffsetTicks = ((hours * 60L) + minutes) * TimeSpan.TicksPerMinute * (sign == '-' ? -1 : 1);
        return true;
    }

    /// <summary>Browsers name the zone after its offset: GMT+0400 (Gulf Standard Time); Java does: +04:00[Asia/Dubai].</summary>
    private readonly bool IsAtEndOrRemark() => _at == _text.Length || Peek() is (byte)'(' or (byte)'[';

    private static bool IsLetter(byte b) => b is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z');
}
