using System.Text;

namespace ClientVitals.Server.Web;

/// <summary>
/// The language that screens are written in. A screen keeps its texts in one class (<see cref="FrameTexts"/>), in English; each goes through
/// <see cref="Say"/>, which gives its translation. Today there is English, and a pseudo-language that shows in a test what was forgotten.
/// </summary>
/// <param name="tag">As <c>lang</c> says it (BCP 47).</param>
/// <param name="direction">ltr or rtl.</param>
internal sealed class Language(string tag, string direction, Func<string, string> say)
{
    public static readonly Language English = new("en", "ltr", static text => text);

    /// <summary>Every letter with an accent, half as long again, between brackets, from right to left: what is not so was written past its class.</summary>
    public static readonly Language Pseudo = new("en-XA", "rtl", Accented);

    public string Tag => tag;

    public string Direction => direction;

    public string Say(string text) => say(text);

    private static string Accented(string text)
    {
        const string Plain = "aceilnorsuyzACEILNORSUYZ", Accents = "áçéíłñóŕšúýžÁÇÉÍŁÑÓŔŠÚÝŽ";
        var said = new StringBuilder("⟦");
        foreach (var c in text)
            said.Append(Plain.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? Accents[at] : c);
        return said.Append(' ').Append('~', text.Length / 2).Append('⟧').ToString();
    }
}
