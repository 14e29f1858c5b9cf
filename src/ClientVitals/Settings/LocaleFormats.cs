using System.Collections.Concurrent;
using System.Globalization;

namespace ClientVitals.Settings;

/// <summary>
/// How a locale writes days, hours and numbers: the order of day, month and year, the clock of 12 or 24 hours, the marks in a number
/// (Unicode's CLDR, by way of .NET's cultures). The names of months are those of the language in which a page is written.
/// </summary>
public sealed class LocaleFormats
{
    private static readonly DateTimeFormatInfo English = CultureInfo.InvariantCulture.DateTimeFormat;

    /// <summary>Asked for by every page; there are no more of them than locales.</summary>
    private static readonly ConcurrentDictionary<string, LocaleFormats> Known = new(StringComparer.Ordinal);

    private readonly string _day;
    private readonly string _dayOfYear;
    private readonly string _hour;
    private readonly NumberFormatInfo _numbers;
    private readonly DateTimeFormatInfo _names;
    private readonly CultureInfo _culture;

    private LocaleFormats(CultureInfo culture, DateTimeFormatInfo names)
    {
        (_culture, _names) = (culture, names);
        var written = culture.DateTimeFormat;
        (_day, _dayOfYear) = written.ShortDatePattern.TrimStart()[0] switch
        {
            'M' => ("MMM d", "MMM d, yyyy"),
            'y' => ("MMM d", "yyyy MMM d"),
            _ => ("d MMM", "d MMM yyyy"),
        };
        _hour = written.ShortTimePattern.Contains('t', StringComparison.Ordinal) ? "h:mm tt" : "HH:mm";
        _numbers = culture.NumberFormat;
    }

    /// <summary>The formats of a locale such as en-AE. Throws a <see cref="PlainError"/> when it is not known here.</summary>
    public static LocaleFormats Of(string locale) => Known.GetOrAdd(locale, static name => new(CultureOf(name), English));

    /// <summary>These formats with the names of months of another language.</summary>
    public LocaleFormats With(DateTimeFormatInfo names) => ReferenceEquals(names, _names) ? this : new(_culture, names);

    /// <summary>The marks in a number.</summary>
    public NumberFormatInfo Numbers => _numbers;

    /// <summary>The locale as it is kept: en-AE for EN-ae. Throws a <see cref="PlainError"/> when it is not known here.</summary>
    public static string NameOf(string locale) => CultureOf(locale).Name;

    /// <summary>11 Nov.</summary>
    public string Day(DateOnly day) => day.ToString(_day, _names);

    /// <summary>11 Nov 2025.</summary>
    public string DayOfYear(DateOnly day) => day.ToString(_dayOfYear, _names);

    /// <summary>14:05, or 2:05 PM.</summary>
    public string Hour(DateTime local) => local.ToString(_hour, _names);

    /// <summary>A figure to one decimal: 1,234.5 or 1.234,5.</summary>
    public string Number(decimal figure) => figure.ToString("#,0.#", _numbers);

    /// <summary>An amount of money to the last digit, with at least so many decimals: 1,234.50 or 1.234,50.</summary>
    /// <param name="decimals">0 to 3.</param>
    public string Amount(decimal amount, int decimals) => amount.ToString("#,0." + new string('0', decimals) + new string('#', 6 - decimals), _numbers);

    /// <summary>A count: 1,234 or 1.234.</summary>
    public string Whole(long count) => count.ToString("N0", _numbers);

    /// <summary>A text whose numbers are written with the locale's marks.</summary>
    public string Text(FormattableString text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ToString(_numbers);
    }

    private static CultureInfo CultureOf(string locale)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(locale, predefinedOnly: true);
            if (!culture.IsNeutralCulture && culture.Name.Length > 0)
                return culture;
        }
        catch (CultureNotFoundException)
        {
            // Said below, as for a language without its country.
        }
        throw new PlainError($"\"{locale}\" is not a known locale; give a language and a country such as en-AE, en-US or de-DE.");
    }
}
