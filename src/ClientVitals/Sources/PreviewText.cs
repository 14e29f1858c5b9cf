using System.Globalization;

namespace ClientVitals.Sources;

/// <summary>Texts of a file as they are shown: short, and without what moves a cursor.</summary>
internal static class PreviewText
{
    private const int Letters = 120;

    public static string? Short(string? text, int letters = Letters)
    {
        if (text is null)
            return null;
        var shown = new StringInfo(text) is { LengthInTextElements: var length } whole && length > letters ? whole.SubstringByTextElements(0, letters) + "…" : text;
        return string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
    }
}
