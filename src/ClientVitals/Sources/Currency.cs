using System.Collections.Frozen;

namespace ClientVitals.Sources;

/// <summary>Currencies as exports name them, by their ISO 4217 code. Amounts of different currencies are never added up.</summary>
public static class Currency
{
    /// <summary>Signs and names that mean one currency only; a bare "$" may be of a dozen countries.</summary>
    private static readonly FrozenDictionary<string, string> Named = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["€"] = "EUR",
        ["£"] = "GBP",
        ["US$"] = "USD",
        ["DH"] = "AED",
        ["DHS"] = "AED",
        ["DIRHAM"] = "AED",
        ["DIRHAMS"] = "AED",
        ["د.إ"] = "AED",
        ["EURO"] = "EUR",
        ["EUROS"] = "EUR",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Currencies without a smaller unit, and those whose smaller unit is a thousandth (ISO 4217); all others have hundredths.</summary>
    private static readonly FrozenSet<string>
        Whole = new[] { "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF" }.ToFrozenSet(StringComparer.Ordinal),
        Thousandths = new[] { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The code; null = it is not one currency's.</summary>
    public static string? CodeOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var written = text.Trim().ToUpperInvariant();
        return written.Length == 3 && written.All(char.IsAsciiLetterUpper) && written != "DHS" ? written : Named.GetValueOrDefault(written.TrimEnd('.'));
    }

    /// <summary>How many decimals its smallest unit is: 2 of AED, 3 of KWD, 0 of JPY.</summary>
    public static int Decimals(string code) => Whole.Contains(code) ? 0 : Thousandths.Contains(code) ? 3 : 2;

    /// <summary>An amount that is given in the smallest unit: 5250 of AED are 52.50.</summary>
    public static decimal OfSmallest(decimal amount, string code) => amount / Decimals(code) switch { 0 => 1, 3 => 1000, _ => 100 };
}
