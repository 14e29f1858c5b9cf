using System.Buffers;
using System.Globalization;

namespace ClientVitals.People;

/// <summary>What people and spreadsheets write around a phone number, and what they do to it.</summary>
internal static class WrittenPhone
{
    /// <summary>From this many digits on, a text is about a number and not about the word beside it.</summary>
    private const int Whole = 7;

    /// <summary>ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE on the keys of a phone, as telephone companies send them; and the numbers that people type to fill a field.</summary>
    private static readonly HashSet<string> Nobodys = new(
        ["266696687", "7378742833", "2562533", "8656696", "86282452253", "123456789", "1234567890", "0123456789", "12345678", "1234567", "00000000000"], StringComparer.Ordinal);

    private static readonly SearchValues<char> OfANumber = SearchValues.Create("+0123456789 -()");

    private static readonly SearchValues<char> Beginnings = SearchValues.Create("+0123456789");

    public static bool IsNobodys(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        // Seven zeros at the end are nobody's number in any country; nor are nine digits alike, or all ten counted through, behind a country's code.
        return digits.Length >= 5 && text.Count(char.IsLetter) < 3
            && (AreAlike(digits) || Nobodys.Contains(digits) || digits.EndsWith("0000000", StringComparison.Ordinal)
                || digits.EndsWith("1234567890", StringComparison.Ordinal) || (digits.Length >= 10 && AreAlike(digits.AsSpan(digits.Length - 9))));
    }

    private static bool AreAlike(ReadOnlySpan<char> digits) => digits.IndexOfAnyExcept(digits[0]) < 0;

    /// <summary>The number without what is written around it.</summary>
    public static ReadOnlySpan<char> Plain(string text)
    {
        // Spreadsheets keep the plus sign with an apostrophe or a formula.
        var plain = text.AsSpan().Trim().TrimStart("'=\"");
        if (plain.StartsWith("+\"", StringComparison.Ordinal))
            plain = plain[2..];
        plain = plain.TrimEnd("\"'").Trim();
        foreach (var prefix in (ReadOnlySpan<string>)["tel:", "whatsapp:", "sip:", "sips:"])
        {
            if (plain.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                plain = plain[prefix.Length..];
        }
        if (plain.IndexOfAnyExcept(OfANumber) < 0 && !plain.IsEmpty)
            return plain;
        if (plain.IndexOf('@') is var at and > 0 && plain.IndexOf('<') < 0)
            plain = plain[..at];
        return OfASpreadsheet(WithoutWords(WithoutBrackets(plain)));
    }

    /// <summary>"Layla" &lt;0501112233&gt; · Clients (+971 4 440 0001) · +971501112244 (UAE); the brackets of an area code stay.</summary>
    private static ReadOnlySpan<char> WithoutBrackets(ReadOnlySpan<char> text)
    {
        var open = text.LastIndexOfAny('<', '(', '[');
        if (open < 0 || text[open..].IndexOfAny('>', ')', ']') is not (var close and > 0))
            return text;
        var inner = text[(open + 1)..(open + close)];
        if (Digits(inner) >= Whole)
            return inner.Trim();
        return HasLetter(inner) && Digits(text[..open]) >= Whole ? text[..open].Trim() : text;
    }

    /// <summary>Mobile: +971501112244 · +971501112244 mobile; an extension and letters that are dialled stay.</summary>
    private static ReadOnlySpan<char> WithoutWords(ReadOnlySpan<char> text)
    {
        var begin = text.IndexOfAny(Beginnings);
        if (begin > 0 && HasLetter(text[..begin]) && Digits(text[begin..]) >= Whole)
            text = text[begin..];
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetter(text[i]) || Digits(text[..i]) < Whole)
                continue;
            var isExtension = text[i] is 'x' or 'X' || text[i..].StartsWith("ext", StringComparison.OrdinalIgnoreCase);
            return isExtension || (text[i] is 'E' or 'e' && text[..i].Contains('.')) ? text : text[..i].TrimEnd(" -,;/\u2013(");
        }
        return text;
    }

    /// <summary>971501112233.0, and 9.71501112233E+11 where no digit was lost; one that lost digits is no number any more.</summary>
    private static ReadOnlySpan<char> OfASpreadsheet(ReadOnlySpan<char> text)
    {
        if (text.IndexOf('.') is var point and >= Whole && text[..point].TrimStart('+').IndexOfAnyExceptInRange('0', '9') < 0 && text[(point + 1)..].IndexOfAnyExcept('0') < 0)
            return text[..point];
        var power = text.IndexOfAny('E', 'e');
        if (power < 0 || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
            return text;
        var written = number.ToString("0.############", CultureInfo.InvariantCulture);
        return Digits(text[..power]) == written.Length ? written : [];
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var c in text)
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        return digits;
    }

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
                return true;
        }
        return false;
    }
}
