using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ClientVitals.Sources;

/// <summary>What came of reading a length of time.</summary>
public enum DurationReading
{
    Read,
    Missing,
    NotADuration,
    Negative,
}

/// <summary>
/// Lengths of time as exports write them: "75", "75.4", "01:15", "00:01:15", "1m 15s", "2 min", "1 hour 5 minutes", "3,2 min", "3'12\"", "PT1M15S",
/// "0 days 00:01:15", and with the units of other languages.
/// </summary>
public static class SourceDuration
{
    private static readonly SearchValues<byte> UnitLetters = SearchValues.Create([.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(b => b >= 0x80 || b is (byte)'.' or (byte)'\'' or (byte)'"' || char.IsAsciiLetter((char)b))]);

    /// <summary>Reads whole seconds, rounded to the nearest.</summary>
    /// <param name="text">The field, UTF-8.</param>
    /// <param name="unitSeconds">What a bare number counts, in seconds: 1, .001 for milliseconds, 60 for minutes.</param>
    /// <param name="seconds">The seconds, where they were read.</param>
    public static DurationReading TryRead(ReadOnlySpan<byte> text, double unitSeconds, out int seconds)
    {
        seconds = 0;
        text = text.Trim((byte)' ');
        if (IsNothing(text))
            return DurationReading.Missing;
        var negative = text[0] == '-' || text.StartsWith("\u2212"u8);
        if (negative)
            text = text[(text[0] == '-' ? 1 : 3)..].TrimStart((byte)' ');
        if ((!TryTotal(text, unitSeconds, out var total) && !(Digits(text) is { } digits && TryTotal(digits, unitSeconds, out total))) || total > int.MaxValue)
            return DurationReading.NotADuration;
        if (negative && total > 0)
            return DurationReading.Negative;
        seconds = (int)Math.Round(total, MidpointRounding.AwayFromZero);
        return DurationReading.Read;
    }

    /// <summary>Digits of another script as ours; null where there are none.</summary>
    private static byte[]? Digits(ReadOnlySpan<byte> text)
    {
        if (!text.ContainsAnyInRange((byte)0x80, byte.MaxValue))
            return null;
        var other = Encoding.UTF8.GetString(text);
        return other.Any(c => char.IsDigit(c) && !char.IsAsciiDigit(c))
            ? Encoding.UTF8.GetBytes(string.Concat(other.Select(c => char.IsDigit(c) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : c)))
            : null;
    }

    /// <summary>Whether a field only says that there is no length: empty, a dash, N/A.</summary>
    private static bool IsNothing(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (!IsDigit(text[0]) && SaysNothing(text));

    private static bool SaysNothing(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("-"u8) || text.SequenceEqual("--"u8) || text.SequenceEqual("\u2013"u8) || text.SequenceEqual("\u2014"u8)
        || (text.Length <= 4 && (Ascii(text, "n/a"u8) || Ascii(text, "na"u8) || Ascii(text, "null"u8) || Ascii(text, "none"u8) || Ascii(text, "nil"u8)));

    private static bool Ascii(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => System.Text.Ascii.EqualsIgnoreCase(text, lower);

    private static bool TryTotal(ReadOnlySpan<byte> text, double unitSeconds, out double total)
    {
        total = 0;
        if (text.IsEmpty)
            return false;
        // ISO 8601: PT1H5M, P0DT0H3M12S.
        if (text.Length > 2 && text[0] is (byte)'P' or (byte)'p' && text.IndexOfAny((byte)'T', (byte)'t') is var time and > 0)
            return TryParts(text[1..time], 1, ref total, isOptional: true) && TryParts(text[(time + 1)..], 1, ref total, isOptional: false);
        if (text.Contains((byte)':'))
            return TryDaysAndClock(text, out total);
        return TryParts(text, unitSeconds, ref total, isOptional: false);
    }

    /// <summary>Numbers, each with its unit; one number alone counts the column's.</summary>
    private static bool TryParts(ReadOnlySpan<byte> text, double unitSeconds, ref double total, bool isOptional)
    {
        if (text.IsEmpty)
            return isOptional;
        var parts = 0;
        while (!text.IsEmpty)
        {
            if (!TryNumber(text, out var number, out var used))
                return false;
            text = text[used..].TrimStart(" \u00A0"u8);
            var letters = text.IndexOfAnyExcept(UnitLetters);
            var unit = letters < 0 ? text : text[..letters];
            if (unit.IsEmpty && (parts > 0 || !text.IsEmpty))
                return false;
            var counts = unit.IsEmpty ? unitSeconds : UnitOf(unit);
            if (counts == 0)
                return false;
            total += number * counts;
            text = text[unit.Length..].TrimStart(" ,"u8);
            if (text.StartsWith("and "u8) || text.StartsWith("und "u8))
                text = text[4..].TrimStart((byte)' ');
            parts++;
        }
        return true;
    }

    /// <summary>3.2, 3,2 and 1,234: a comma before exactly three digits divides thousands, another one is a point.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> text, out double number, out int used)
    {
        number = 0;
        used = 0;
        if (!IsDigit(text[0]) || !Utf8Parser.TryParse(text, out number, out used) || !double.IsFinite(number))
            return false;
        while (used + 1 < text.Length && text[used] == ',' && IsDigit(text[used + 1]) && number == Math.Floor(number))
        {
            var rest = text[(used + 1)..];
            var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var end and >= 0 ? end : rest.Length;
            if (digits > 9 || !Utf8Parser.TryParse(rest[..digits], out long behind, out _))
                return false;
            number = digits == 3 ? (number * 1000) + behind : number + (behind / Math.Pow(10, digits));
            used += digits + 1;
            if (digits != 3)
                break;
        }
        return true;
    }

    /// <summary>"0 days 00:03:12", "1.02:03:04", "3:12 min".</summary>
    private static bool TryDaysAndClock(ReadOnlySpan<byte> text, out double total)
    {
        total = 0;
        var colon = text.IndexOf((byte)':');
        var space = text[..colon].LastIndexOf((byte)' ');
        if (space > 0)
        {
            if (!TryParts(text[..space].TrimEnd(" ,"u8), 86400, ref total, isOptional: false))
                return false;
            text = text[(space + 1)..];
        }
        var point = text[..text.IndexOf((byte)':')].IndexOf((byte)'.');
        if (space <= 0 && point > 0 && text.Count((byte)':') == 2)
        {
            if (!Utf8Parser.TryParse(text[..point], out long days, out var read) || read != point)
                return false;
            total += days * 86400d;
            text = text[(point + 1)..];
        }
        var end = text.LastIndexOfAnyInRange((byte)'0', (byte)'9') + 1;
        var unit = text[end..].Trim((byte)' ');
        if (!unit.IsEmpty && (UnitOf(unit) == 0 || UnitOf(unit) == 86400))
            return false;
        if (!TryClock(text[..end], out var clock))
            return false;
        // "1:05 h" is an hour and five minutes.
        if (!unit.IsEmpty && UnitOf(unit) == 3600 && text[..end].Count((byte)':') == 1)
            clock *= 60;
        total += clock;
        return true;
    }

    /// <summary>mm:ss or hh:mm:ss; the last part may have a fraction.</summary>
    private static bool TryClock(ReadOnlySpan<byte> text, out double total)
    {
        total = 0;
        var parts = 0;
        while (true)
        {
            var colon = text.IndexOf((byte)':');
            var part = colon < 0 ? text : text[..colon];
            if (part.IsEmpty || !TryNumber(part, out var number, out var used) || used != part.Length || (parts > 0 && number >= 60))
                return false;
            total = (total * 60) + number;
            parts++;
            if (colon < 0)
                return parts is 2 or 3;
            text = text[(colon + 1)..];
        }
    }

    private static double UnitOf(ReadOnlySpan<byte> unit)
    {
        if (unit[0] >= 0x80)
            return Arabic(unit);
        var second = unit.Length > 1 ? unit[1] | 0x20 : 0;
        return (unit[0] | 0x20, second) switch
        {
            // "Std.", "Stunden" are German hours.
            ('s', 't') => 3600,
            ('s', _) => 1,
            ('h', _) => 3600,
            // "ms", "msec", "millis", "milliseconds".
            ('m', 's') => .001,
            ('m', 'i') => unit.Length > 2 && (unit[2] | 0x20) == 'l' ? .001 : 60,
            ('m', _) => 60,
            ('d', _) or ('t', _) or ('j', _) => 86400,
            (_, _) => unit[0] == '\'' ? (unit.Length > 1 && unit[1] == '\'' ? 1 : 60) : unit[0] == '"' ? 1 : 0,
        };
    }

    private static double Arabic(ReadOnlySpan<byte> unit) =>
        unit.StartsWith("\u062F"u8) ? 60
        : unit.StartsWith("\u062B"u8) ? 1
        : unit.StartsWith("\u0633"u8) ? 3600
        : unit.StartsWith("\u2032"u8) ? 60
        : unit.StartsWith("\u2033"u8) ? 1
        : 0;

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';
}
