using System.Buffers;
using System.Buffers.Text;

namespace ClientVitals.Sources;

/// <summary>What came of reading a length of time.</summary>
public enum DurationReading
{
    Read,
    Missing,
    NotADuration,
    Negative,
}

/// <summary>Lengths of time as exports write them: "75", "75.4", "01:15", "00:01:15", "1m 15s", "2 min", "1 hour 5 minutes".</summary>
public static class SourceDuration
{
    private static readonly SearchValues<byte> UnitLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ."u8);

    /// <summary>Reads whole seconds, rounded to the nearest.</summary>
    /// <param name="text">The field, UTF-8.</param>
    /// <param name="unitSeconds">What a bare number counts, in seconds: 1, .001 for milliseconds, 60 for minutes.</param>
    /// <param name="seconds">The seconds, where they were read.</param>
    public static DurationReading TryRead(ReadOnlySpan<byte> text, double unitSeconds, out int seconds)
    {
        seconds = 0;
        text = text.Trim((byte)' ');
        if (text.IsEmpty || text.SequenceEqual("-"u8) || text.SequenceEqual("--"u8))
            return DurationReading.Missing;
        var negative = text[0] == '-';
        if (negative)
            text = text[1..].TrimStart((byte)' ');
        if (!TryTotal(text, unitSeconds, out var total) || total > int.MaxValue)
            return DurationReading.NotADuration;
        if (negative && total > 0)
            return DurationReading.Negative;
        seconds = (int)Math.Round(total, MidpointRounding.AwayFromZero);
        return DurationReading.Read;
    }

    private static bool TryTotal(ReadOnlySpan<byte> text, double unitSeconds, out double total)
    {
        total = 0;
        if (text.IsEmpty)
            return false;
        if (text.Contains((byte)':'))
            return TryClock(text, out total);
        var parts = 0;
        while (!text.IsEmpty)
        {
            if (!IsDigit(text[0]) || !Utf8Parser.TryParse(text, out double number, out var used) || !double.IsFinite(number))
                return false;
            text = text[used..].TrimStart((byte)' ');
            var letters = text.IndexOfAnyExcept(UnitLetters);
            var unit = letters < 0 ? text : text[..letters];
            if (unit.IsEmpty && (parts > 0 || !text.IsEmpty))
                return false;
            var counts = unit.IsEmpty ? unitSeconds : UnitOf(unit);
            if (counts == 0)
                return false;
            total += number * counts;
            text = text[unit.Length..].TrimStart(" ,"u8);
            parts++;
        }
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
            if (part.IsEmpty || !IsDigit(part[0]) || !Utf8Parser.TryParse(part, out double number, out var used) || used != part.Length
                || (parts > 0 && number >= 60))
            {
                return false;
            }
            total = (total * 60) + number;
            parts++;
            if (colon < 0)
                return parts is 2 or 3;
            text = text[(colon + 1)..];
        }
    }

    private static double UnitOf(ReadOnlySpan<byte> unit) => (unit[0] | 0x20) switch
    {
        'h' => 3600,
        'm' => unit.Length > 1 && (unit[1] | 0x20) == 's' ? .001 : 60,
        's' => 1,
        'd' => 86400,
        _ => 0,
    };

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';
}
