using System.Globalization;
using PhoneNumbers;

namespace ClientVitals.People;

/// <summary>How a number begins in E.164 when it is searched as people write it: 050 123 is +97150123 in the Emirates.</summary>
internal static class PhoneSearch
{
    private const int MostDigits = 20;

    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    /// <summary>The beginning; null when the words are no number.</summary>
    /// <param name="words">A number or its beginning, with or without the country's code, with what is written between the digits.</param>
    /// <param name="region">Where a number without a country's code is dialled; null = only numbers with one are known.</param>
    public static string? Beginning(string words, string? region)
    {
        var written = words.Trim();
        var digits = string.Concat(written.Where(char.IsAsciiDigit));
        if (digits.Length is 0 or > MostDigits || written.Any(c => !char.IsAsciiDigit(c) && c is not ('+' or '-' or '.' or '/' or '(' or ')') && !char.IsWhiteSpace(c)))
            return null;
        if (written.StartsWith('+'))
            return "+" + digits;
        if (digits.StartsWith("00", StringComparison.Ordinal))
            return "+" + digits[2..];
        if (region is null || !Phone.KnowsRegion(region))
            return null;
        if (Phone.Normal(written, region) is { } whole && Numbers.IsValidNumber(Numbers.Parse(whole, null)))
            return whole;
        var country = Numbers.GetCountryCodeForRegion(region).ToString(CultureInfo.InvariantCulture);
        var trunk = Numbers.GetNddPrefixForRegion(region, true);
        return trunk is { Length: > 0 } && digits.StartsWith(trunk, StringComparison.Ordinal) ? "+" + country + digits[trunk.Length..]
            : digits.StartsWith(country, StringComparison.Ordinal) ? "+" + digits
            : "+" + country + digits;
    }
}
