using System.Buffers.Text;

namespace ClientVitals.Sources;

/// <summary>Takes one written moment apart, left to right. A struct over the bytes: nothing is allocated.</summary>
internal ref partial struct WrittenTime(ReadOnlySpan<byte> text)
{
    /// <summary>Digits of a day's number in a spreadsheet, for centuries to come.</summary>
    private const int SerialDigits = 5;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>The wall clock as written, in ticks.</summary>
    public long LocalTicks { get; private set; }

    /// <summary>Whether the text says how far its clock is from UTC.</summary>
    public bool HasOffset { get; private set; }

    public long OffsetTicks { get; private set; }

    /// <summary>What the text calls the zone of its clock, where it gives no offset.</summary>
    public ReadOnlySpan<byte> ZoneName { get; private set; }

    public TimeReading Read(DateOrder order, out DateHint hint)
    {
        hint = DateHint.None;
        if (ReadCommonest())
            return TimeReading.Read;
        if (IsNumber())
            return ReadNumber();
        SkipWeekday();
        var reading = ReadDate(order, ref hint, out var date);
        if (reading is not (TimeReading.Read or TimeReading.OrderUnclear))
            return reading;
        var time = ReadClock(out var clock);
        if (time != TimeReading.Read)
            return time;
        LocalTicks = date + clock;
        return reading;
    }

    /// <summary>2025-03-01T08:30:00Z and 2025-03-01 08:30:00, which nearly every export writes. False = look closer.</summary>
    private bool ReadCommonest()
    {
        var t = _text;
        if (t.Length is not (19 or 20) || t[4] != '-' || t[7] != '-' || t[10] is not ((byte)'T' or (byte)' ') || t[13] != ':' || t[16] != ':'
            || (t.Length == 20 && t[19] != 'Z'))
        {
            return false;
        }
        foreach (var at in (ReadOnlySpan<byte>)[0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18])
        {
            if ((uint)(t[at] - '0') > 9)
                return false;
        }
        if (Day((Two(t, 0) * 100) + Two(t, 2), Two(t, 5), Two(t, 8), out var date) != TimeReading.Read
            || Clock(Two(t, 11), Two(t, 14), Two(t, 17), out var clock) != TimeReading.Read)
        {
            return false;
        }
        LocalTicks = date + clock;
        HasOffset = t.Length == 20;
        return true;
    }

    private readonly bool IsNumber()
    {
        var digits = _text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits < 0
            || ((digits >= 9 && _text[digits] == '.') || (digits == SerialDigits && _text[digits] is (byte)'.' or (byte)','))
                && _text[(digits + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    /// <summary>Digits alone: 20250131, 20250131083000, or time since 1970 in a unit that the length tells.</summary>
    private TimeReading ReadNumber()
    {
        var point = _text.IndexOfAny((byte)'.', (byte)',');
        var whole = point < 0 ? _text : _text[..point];
        if (whole.Length == SerialDigits)
            return ReadSerial(whole, point < 0 ? [] : _text[(point + 1)..]);
        if (point < 0 && whole.Length is 8 or 12 or 14 && whole[0] is (byte)'1' or (byte)'2' && whole[1] is (byte)'9' or (byte)'0')
        {
            var compact = Compact(whole);
            if (compact == TimeReading.Read || whole.Length != 12)
                return compact;
        }
        if (!Utf8Parser.TryParse(whole, out long number, out var used) || used != whole.Length)
            return TimeReading.NotATime;
        var unit = whole.Length switch
        {
            9 or 10 or 11 => TimeSpan.TicksPerSecond,
            12 or 13 or 14 => TimeSpan.TicksPerMillisecond,
            15 or 16 or 17 => TimeSpan.TicksPerMicrosecond,
            _ => 0,
        };
        if (whole.Length is 18 or 19)
        {
            HasOffset = true;
            LocalTicks = DateTime.UnixEpoch.Ticks + (number / TimeSpan.NanosecondsPerTick);
            return TimeReading.Read;
        }
        if (unit == 0)
            return TimeReading.NotATime;
        HasOffset = true;
        if (number > (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / unit)
            return TimeReading.Impossible;
        LocalTicks = DateTime.UnixEpoch.Ticks + (number * unit);
        return TimeReading.Read;
    }

    /// <summary>
    /// A spreadsheet's number of a moment: days since 30 December 1899, the time as a fraction, to the second. From 1980 on; smaller
    /// numbers of five digits are something else.
    /// </summary>
    private TimeReading ReadSerial(ReadOnlySpan<byte> days, ReadOnlySpan<byte> fraction)
    {
        const int first = 29221, last = 109575;
        if (!Utf8Parser.TryParse(days, out int day, out _) || day is < first or > last)
            return TimeReading.NotATime;
        double part = 0, unit = 1;
        foreach (var digit in fraction)
            part += (digit - '0') * (unit /= 10);
        LocalTicks = new DateTime(1899, 12, 30).AddDays(day).Ticks + ((long)Math.Round(part * 86400) * TimeSpan.TicksPerSecond);
        return TimeReading.Read;
    }

    private TimeReading Compact(ReadOnlySpan<byte> digits)
    {
        var date = Day(Two(digits, 0) * 100 + Two(digits, 2), Two(digits, 4), Two(digits, 6), out var ticks);
        if (date != TimeReading.Read)
            return date;
        if (digits.Length > 8)
        {
            var clock = Clock(Two(digits, 8), Two(digits, 10), digits.Length == 14 ? Two(digits, 12) : 0, out var since);
            if (clock != TimeReading.Read)
                return clock;
            ticks += since;
        }
        LocalTicks = ticks;
        return TimeReading.Read;
    }

    private static int Two(ReadOnlySpan<byte> digits, int at) => ((digits[at] - '0') * 10) + digits[at + 1] - '0';

    private TimeReading ReadDate(DateOrder order, ref DateHint hint, out long ticks)
    {
        ticks = 0;
        if (Peek() is >= (byte)'0' and <= (byte)'9')
        {
            var (first, firstLength) = Number();
            SkipOrdinal();
            var separator = Peek();
            if (separator is not ((byte)'-' or (byte)'/' or (byte)'.' or (byte)' '))
                return firstLength == 8 && separator is (byte)'T' ? Day(first / 10000, first / 100 % 100, first % 100, out ticks) : TimeReading.NotATime;
            _at++;
            if (Month() is var named and > 0)
            {
                SkipAny(" -/,."u8);
                var (year, length) = Number();
                return firstLength == 4 ? (length is 1 or 2 ? Day(first, named, year, out ticks) : TimeReading.NotATime)
                    : length == 4 ? Day(year, named, first, out ticks)
                    : length == 2 ? NamedMonth(first, named, year, order, ref hint, out ticks)
                    : TimeReading.NotATime;
            }
            var (second, secondLength) = Number();
            if (secondLength is 0 or > 2 || Peek() != separator)
                return TimeReading.NotATime;
            _at++;
            var (third, thirdLength) = Number();
            if (firstLength == 4)
                return thirdLength is 1 or 2 ? Day(first, second, third, out ticks) : TimeReading.NotATime;
            return firstLength > 2 || thirdLength is not (2 or 4) ? TimeReading.NotATime
                : thirdLength == 2 ? ShortYear(first, second, third, order, separator == '.', ref hint, out ticks)
                : ByOrder(first, second, third, separator == '.' ? DateOrder.DayFirst : order, separator != '.', ref hint, out ticks);
        }
        var month = Month();
        if (month == 0)
            return TimeReading.NotATime;
        SkipAny(" -./"u8);
        var (day, dayLength) = Number();
        SkipOrdinal();
        SkipAny(" ,-./"u8);
        var (y, yLength) = Number();
        return dayLength is 1 or 2 && yLength is 2 or 4 ? Day(FullYear(y, yLength), month, day, out ticks) : TimeReading.NotATime;
    }

    private static TimeReading ByOrder(int a, int b, int year, DateOrder order, bool teaches, ref DateHint hint, out long ticks)
    {
        ticks = 0;
        if (teaches)
        {
            hint = a == b ? DateHint.None
                : a > 12 && b <= 12 ? DateHint.DayFirst
                : b > 12 && a <= 12 ? DateHint.MonthFirst
                : a > 12 ? DateHint.None
                : DateHint.Open;
        }
        // The year is last here, whatever the dates with short years say.
        if (order is DateOrder.Unknown or DateOrder.YearFirst)
        {
            if (hint == DateHint.Open)
                return TimeReading.OrderUnclear;
            order = hint == DateHint.MonthFirst ? DateOrder.MonthFirst : DateOrder.DayFirst;
        }
        return order == DateOrder.DayFirst ? Day(year, b, a, out ticks) : Day(year, a, b, out ticks);
    }

    /// <summary>25-11-03: what comes first may be the day, the month or the year. Between dots it is never the month.</summary>
    private static TimeReading ShortYear(int a, int b, int c, DateOrder order, bool isDotted, ref DateHint hint, out long ticks)
    {
        var day = Day(FullYear(c), b, a, out var dayFirst) == TimeReading.Read;
        var month = Day(FullYear(c), a, b, out var monthFirst) == TimeReading.Read && !isDotted;
        var year = Day(FullYear(a), b, c, out var yearFirst) == TimeReading.Read;
        hint = DateHint.ShortYear | (day ? DateHint.DayFirst : 0) | (month ? DateHint.MonthFirst : 0) | (year ? DateHint.YearFirst : 0);
        // Whatever the order, it is the same day.
        if ((!day || !month || dayFirst == monthFirst) && (!day || !year || dayFirst == yearFirst) && (!month || !year || monthFirst == yearFirst) && hint.IsOpen())
            hint = DateHint.None;
        if (order == DateOrder.Unknown && hint.IsOpen() && !isDotted)
        {
            ticks = 0;
            return TimeReading.OrderUnclear;
        }
        if (order == DateOrder.Unknown)
            order = day ? DateOrder.DayFirst : month ? DateOrder.MonthFirst : DateOrder.YearFirst;
        return order switch
        {
            DateOrder.YearFirst => Day(FullYear(a), b, c, out ticks),
            DateOrder.MonthFirst when !isDotted => Day(FullYear(c), a, b, out ticks),
            _ => Day(FullYear(c), b, a, out ticks),
        };
    }

    /// <summary>03-Nov-25: the day comes first, unless the file shows that the year does.</summary>
    private static TimeReading NamedMonth(int a, int month, int c, DateOrder order, ref DateHint hint, out long ticks)
    {
        var day = Day(FullYear(c), month, a, out var dayFirst) == TimeReading.Read;
        var year = Day(FullYear(a), month, c, out var yearFirst) == TimeReading.Read;
        hint = day && year && dayFirst == yearFirst ? DateHint.None : DateHint.ShortYear | (day ? DateHint.DayFirst : 0) | (year ? DateHint.YearFirst : 0);
        return order == DateOrder.YearFirst || (order == DateOrder.Unknown && !day) ? Day(FullYear(a), month, c, out ticks) : Day(FullYear(c), month, a, out ticks);
    }

    private static int FullYear(int year) => year + 2000;

    private static int FullYear(int year, int digits) => digits == 4 ? year : FullYear(year);

    private static TimeReading Day(int year, int month, int day, out long ticks)
    {
        ticks = 0;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return TimeReading.Impossible;
        ticks = new DateTime(year, month, day).Ticks;
        return TimeReading.Read;
    }
}
