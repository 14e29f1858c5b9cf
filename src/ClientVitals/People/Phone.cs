using PhoneNumbers;

namespace ClientVitals.People;

/// <summary>A phone number as identity: E.164, such as +971501234567.</summary>
public static class Phone
{
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    /// <summary>The number in E.164; null when the text is no possible phone number.</summary>
    /// <param name="text">As it came, with or without country code, spaces, brackets, "tel:" or "whatsapp:" before it.</param>
    /// <param name="region">ISO 3166 region in which a number without a country code is read, such as AE.</param>
    public static string? Normal(string text, string region)
    {
        var trimmed = WrittenPhone.Plain(text);
        if (trimmed.Length is < 4 or > 40)
            return null;
        try
        {
            var number = Numbers.Parse(trimmed.ToString(), region);
            if (number.HasExtension)
                number = number.ToBuilder().ClearExtension().Build();
            if (!Numbers.IsPossibleNumber(number))
                return null;
            var e164 = Numbers.Format(number, PhoneNumberFormat.E164);
            return e164.Length is >= 5 and <= 16 ? e164 : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>Whether a text is a number that stands for nobody: all digits alike, counted through, or what telephone companies send when the caller hides.</summary>
    public static bool IsNobodys(string text) => WrittenPhone.IsNobodys(text);

    /// <summary>What a number is made of: the country's code, the number behind it, and the digits dialled within the country.</summary>
    /// <param name="e164">As <see cref="Normal"/> gives it.</param>
    internal static (string Country, string Significant, string Dialled) Parts(string e164)
    {
        var number = Numbers.Parse(e164, null);
        var dialled = string.Concat(Numbers.Format(number, PhoneNumberFormat.NATIONAL).Where(char.IsAsciiDigit));
        return (number.CountryCode.ToString(System.Globalization.CultureInfo.InvariantCulture), Numbers.GetNationalSignificantNumber(number), dialled);
    }

    /// <summary>Whether a text holds a number that somebody could have; days and hours are not numbers of phones.</summary>
    internal static bool IsIn(string text, string region) =>
        Numbers.FindNumbers(text, region, PhoneNumberUtil.Leniency.VALID, long.MaxValue).Any();

    /// <summary>Whether phone numbers can be read in a region.</summary>
    public static bool KnowsRegion(string region) => Numbers.GetSupportedRegions().Contains(region);
}
