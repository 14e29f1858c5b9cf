using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Web;

/// <summary>
/// The language that screens are written in. A screen keeps its texts in one class (<see cref="FrameTexts"/>), in English; each goes through
/// <see cref="Say(string)"/>, which gives its translation. Today there is English, and a pseudo-language that shows in a test what was forgotten.
/// </summary>
/// <param name="tag">As <c>lang</c> says it (BCP 47).</param>
/// <param name="direction">ltr or rtl.</param>
internal sealed class Language(string tag, string direction, Func<string, string> say)
{
    public static readonly Language English = new("en", "ltr", static text => text);

    /// <summary>
    /// Every letter with an accent, half as long again, between brackets, from right to left: what is not so was written past its class. A value is
    /// between brackets of its own (⟨12⟩), for it may be such a text.
    /// </summary>
    public static readonly Language Pseudo = new("en-XA", "rtl", Accented);

    /// <summary>The language in which a request is answered.</summary>
    public static Language Of(HttpContext http) => http.RequestServices.GetRequiredService<Language>();

    public string Tag => tag;

    public string Direction => direction;

    /// <summary>A text in this language.</summary>
    public string Say(string text) => say(text);

    /// <summary>A sentence with values in it, already written as the reader writes them: <c>{0}</c>, <c>{1}</c>; another language may put them elsewhere.</summary>
    public string Say(string text, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, say(text), values);

    /// <summary>A sentence of how many there are, <c>{0}</c>.</summary>
    public string Count(long count, string one, string many) => Say(count == 1 ? one : many, count.ToString("#,0", CultureInfo.InvariantCulture));

    private static string Accented(string text)
    {
        const string Plain = "aceilnorsuyzACEILNORSUYZ", Accents = "áçéíłñóŕšúýžÁÇÉÍŁÑÓŔŠÚÝŽ";
        var said = new StringBuilder("⟦");
        // Within braces is how a value is written, yyyy-MM-dd say: that is no text.
        var isValue = false;
        foreach (var c in text)
        {
            if (c == '{')
                said.Append('⟨');
            isValue = c == '{' || (isValue && c != '}');
            said.Append(!isValue && Plain.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? Accents[at] : c);
            if (c == '}')
                said.Append('⟩');
        }
        return said.Append(' ').Append('~', text.Length / 2).Append('⟧').ToString();
    }
}
