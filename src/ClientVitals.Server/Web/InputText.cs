using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Web;

/// <summary>Texts from outside, before a room sees them.</summary>
internal static class InputText
{
    /// <summary>Longest text taken where a room says nothing else, in characters.</summary>
    private const int Longest = FieldLimits.Text;

    /// <summary>Refuses what no database can keep (NUL, half of a surrogate pair) and what is far too long.</summary>
    public static void Check(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (text is null)
                continue;
            if (text.Length > Longest)
                throw new BadHttpRequestException($"A text has {text.Length} characters; at most {Longest} are allowed. Shorten it.");
            CheckCharacters(text);
        }
    }

    /// <summary>As <see cref="Check"/>, of any length.</summary>
    public static void CheckCharacters(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
                throw new BadHttpRequestException("A text contains the character NUL; leave it out.");
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                throw new BadHttpRequestException("A text contains half of a surrogate pair; send it as UTF-8.");
            i++;
        }
    }
}
