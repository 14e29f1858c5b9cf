using System.Globalization;
using System.Text;

namespace ClientVitals.Sources;

/// <summary>The form in which words of files and names of columns are looked up.</summary>
public static class WordKey
{
    /// <summary>Letters and digits of a word or column name, lower case, without accents: "No-Answer" and "no_answer" are one, and so are "Fünf" and "funf".</summary>
    public static string Of(ReadOnlySpan<char> word)
    {
        if (!Ascii.IsValid(word))
            word = Folded(word);
        Span<char> core = word.Length <= 128 ? stackalloc char[128] : new char[word.Length];
        var length = 0;
        foreach (var c in word)
        {
            if (char.IsLetterOrDigit(c))
                core[length++] = char.ToLowerInvariant(c);
        }
        return core[..length].ToString();
    }

    /// <summary>Letters apart from their accents, digits of any script as ours. Half a surrogate pair, which cannot be taken apart, is left out.</summary>
    private static string Folded(ReadOnlySpan<char> word)
    {
        var text = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            if (char.IsDigit(c) && !char.IsAsciiDigit(c))
                text.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)));
            else if (!char.IsSurrogate(c))
                text.Append(c);
        }
        return text.ToString().Normalize(NormalizationForm.FormKD);
    }
}
