using System.Globalization;
using System.Text;

namespace ClientVitals.Sources;

/// <summary>Exact amounts as exports write them: 1250, 1,250.00, 1.250,00, 1 250,00, (50.00), AED 1,250, 52.5-.</summary>
internal static class Amounts
{
    private const int Longest = 40;

    /// <summary>Reads one.</summary>
    /// <param name="text">The field, UTF-8.</param>
    /// <param name="amount">Its digits, with a point; null where nothing is said.</param>
    /// <returns>What is wrong with it; null = nothing.</returns>
    public static string? TryRead(ReadOnlySpan<byte> text, out string? amount)
    {
        amount = null;
        if (text.Length > Longest)
            return "is not an amount";
        var written = Encoding.UTF8.GetString(text).Trim();
        var isNegative = written.Contains('-', StringComparison.Ordinal) || written.Contains('\u2212', StringComparison.Ordinal) || (written.StartsWith('(') && written.EndsWith(')'));
        var digits = string.Concat(written.Where(c => char.IsDigit(c) || c is '.' or ',' or '\''));
        digits = digits.Trim('.', ',', '\'');
        if (!digits.Any(char.IsDigit))
            return written is "" or "-" or "\u2013" or "\u2014" || WordKey.Of(written) is "na" or "none" or "null" ? null : "is not an amount";
        if (written.Count(char.IsLetter) > 8)
            return "is not an amount";
        var plain = Plain(digits);
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000_000m)
            return "is not an amount";
        amount = (isNegative ? -number : number).ToString(CultureInfo.InvariantCulture);
        return null;
    }

    /// <summary>The last mark divides what is less than one, unless exactly three digits follow it and it stands for thousands.</summary>
    private static string Plain(string digits)
    {
        digits = digits.Replace("'", "", StringComparison.Ordinal);
        var last = digits.LastIndexOfAny(['.', ',']);
        if (last < 0)
            return digits;
        var mark = digits[last];
        var isMixed = digits.Contains('.', StringComparison.Ordinal) && digits.Contains(',', StringComparison.Ordinal);
        var behind = digits.Length - last - 1;
        var isRepeated = digits.IndexOf(mark, StringComparison.Ordinal) != last;
        var isThousands = !isMixed && behind == 3 && (isRepeated || mark == ',');
        var whole = digits[..last].Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        return isThousands || (isRepeated && !isMixed) ? digits.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal) : $"{whole}.{digits[(last + 1)..]}";
    }
}
