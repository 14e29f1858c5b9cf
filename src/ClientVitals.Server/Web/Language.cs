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
/// <param name="dates">The names of months and weekdays.</param>
internal sealed class Language(string tag, string direction, Func<string, string> say, DateTimeFormatInfo dates)
{
    /// <summary>Around a value in a language from right to left: its letters and digits keep their own order (UAX #9, isolates).</summary>
    private const string Isolate = "\u2068", EndOfIsolate = "\u2069";

    public static readonly Language English = new("en", "ltr", static text => text, CultureInfo.InvariantCulture.DateTimeFormat);

    /// <summary>
    /// Every letter with an accent, half as long again, between brackets, from right to left: what is not so was written past its class. A value is
    /// between brackets of its own (⟨12⟩), for it may be such a text.
    /// </summary>
    public static readonly Language Pseudo = PseudoOf(static _ => true);

    /// <summary>The pseudo-language with a list of what can be translated: a text that is not on it stays in English, as it would in a real one.</summary>
    public static Language PseudoOf(Func<string, bool> isKnown) => new("en-XA", "rtl", text => isKnown(text) ? Accented(text) : text, PseudoDates());

    private readonly Formats _formats = new(dates, NumberFormatInfo.InvariantInfo);

    /// <summary>The language in which a request is answered.</summary>
    public static Language Of(HttpContext http) => http.RequestServices.GetRequiredService<Language>();

    public string Tag => tag;

    public string Direction => direction;

    /// <summary>The names of months and weekdays.</summary>
    public DateTimeFormatInfo Dates => dates;

    /// <summary>A text in this language.</summary>
    public string Say(string text) => say(text);

    /// <summary>A sentence with values in it, already written as the reader writes them: <c>{0}</c>, <c>{1}</c>; another language may put them elsewhere.</summary>
    public string Say(string text, params ReadOnlySpan<object?> values) => string.Format(_formats, Isolated(say(text)), values);

    /// <summary>A sentence of the core. A sentence that is one of its values is said in this language, too.</summary>
    /// <param name="numbers">How the reader writes numbers; null = as English does.</param>
    public string Say(Sentence sentence, NumberFormatInfo? numbers = null)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var values = sentence.Values.Select(value => value is Sentence inner ? Say(inner, numbers) : value).ToArray();
        return string.Format(numbers is null ? _formats : new Formats(dates, numbers), Isolated(say(sentence.Pattern)), values);
    }

    /// <summary>A sentence of how many there are, <c>{0}</c>.</summary>
    public string Count(long count, string one, string many) => Say(count == 1 ? one : many, count.ToString("#,0", CultureInfo.InvariantCulture));

    private string Isolated(string pattern)
    {
        if (direction == "ltr")
            return pattern;
        var said = new StringBuilder(pattern.Length + 8);
        var isValue = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            var c = pattern[at];
            // Outside of a value two braces are one that is written.
            if (!isValue && (c is '{' or '}') && at + 1 < pattern.Length && pattern[at + 1] == c)
                said.Append(c).Append(pattern[++at]);
            else if (c is '{' or '}')
                said.Append((isValue = c == '{') ? Isolate : "").Append(c).Append(isValue ? "" : EndOfIsolate);
            else
                said.Append(c);
        }
        return said.ToString();
    }

    private static DateTimeFormatInfo PseudoDates()
    {
        var dates = (DateTimeFormatInfo)CultureInfo.InvariantCulture.DateTimeFormat.Clone();
        static string[] Named(string[] names) => [.. names.Select(name => name.Length == 0 ? name : $"⟦{Letters(name)}⟧")];
        dates.DayNames = Named(dates.DayNames);
        dates.AbbreviatedDayNames = Named(dates.AbbreviatedDayNames);
        dates.MonthNames = dates.MonthGenitiveNames = Named(dates.MonthNames);
        dates.AbbreviatedMonthNames = dates.AbbreviatedMonthGenitiveNames = Named(dates.AbbreviatedMonthNames);
        (dates.AMDesignator, dates.PMDesignator) = ($"⟦{Letters("AM")}⟧", $"⟦{Letters("PM")}⟧");
        return dates;
    }

    private static string Letters(string text) => string.Concat(text.Select(Letter));

    private static char Letter(char c)
    {
        const string Plain = "aceilnorsuyzACEILNORSUYZ", Accents = "áçéíłñóŕšúýžÁÇÉÍŁÑÓŔŠÚÝŽ";
        return Plain.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? Accents[at] : c;
    }

    private static string Accented(string text)
    {
        var said = new StringBuilder("⟦");
        // Within braces is how a value is written, yyyy-MM-dd say: that is no text.
        var isValue = false;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (!isValue && (c is '{' or '}') && at + 1 < text.Length && text[at + 1] == c)
            {
                said.Append(c).Append(text[++at]);
                continue;
            }
            if (c == '{')
                said.Append('⟨');
            isValue = c == '{' || (isValue && c != '}');
            said.Append(isValue ? c : Letter(c));
            if (c == '}')
                said.Append('⟩');
        }
        return said.Append(' ').Append('~', text.Length / 2).Append('⟧').ToString();
    }

    /// <summary>Months and weekdays of the language, numbers of the reader.</summary>
    private sealed class Formats(DateTimeFormatInfo dates, NumberFormatInfo numbers) : IFormatProvider
    {
        public object? GetFormat(Type? formatType) => formatType == typeof(DateTimeFormatInfo) ? dates : formatType == typeof(NumberFormatInfo) ? numbers : null;
    }
}
