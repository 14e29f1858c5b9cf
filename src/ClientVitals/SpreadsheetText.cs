using System.Text;

namespace ClientVitals;

/// <summary>Texts in files that a spreadsheet opens (OWASP, "CSV injection").</summary>
public static class SpreadsheetText
{
    /// <summary>
    /// The text; with an apostrophe before it where a spreadsheet could take it for a formula: it begins with =, +, - or @, also in full
    /// width, also behind marks and blanks that are not seen.
    /// </summary>
    public static string Harmless(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20')
                return "'" + text;
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.Format)
                break;
        }
        return text is ['\t' or '\r', ..] ? "'" + text : text;
    }
}
