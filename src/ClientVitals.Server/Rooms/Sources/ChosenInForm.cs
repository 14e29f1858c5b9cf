using System.Globalization;
using ClientVitals.Server.Web;
using ClientVitals.Sources;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>The choices of the form on a file's page: <c>c3</c> = what the fourth column is, <c>w3:Signed in</c> = what a word of the third means.</summary>
internal static class ChosenInForm
{
    /// <summary>Bytes and fields of the form: sixty columns, and thirty values of each of four of them.</summary>
    public const int MostBytes = 256 << 10, MostFields = 600;

    private const int LongestName = 100;

    /// <param name="form">What was sent.</param>
    /// <param name="kind">What the file holds.</param>
    /// <param name="before">What was chosen before: words that the form did not show stay.</param>
    /// <param name="says">What is said of a text that is too long.</param>
    /// <exception cref="PlainError">A zone, country, encoding or unit is not known.</exception>
    public static FileChoices Of(IFormCollection form, FileKind kind, FileChoices before, FileTexts says)
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var words = new List<TaughtWord>();
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, values) in form)
        {
            var value = values.ToString();
            InputText.Check(name, value);
            if (name is ['c', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var column) && kind.FieldWords.Contains(value))
                map[string.Create(CultureInfo.InvariantCulture, $"#{column + 1}")] = value;
            if (name is not ['w', .. var rest] || rest.IndexOf(':', StringComparison.Ordinal) is not (var colon and > 0))
                continue;
            var word = rest[(colon + 1)..];
            shown.Add(word);
            if (value.Length > 0)
                words.Add(kind.Taught($"#{rest[..colon]}:{word}={value}"));
        }
        var choices = new ReadingChoices
        {
            Map = map,
            Words = [.. before.Read().Words.Where(word => !shown.Contains(word.Word)), .. words],
            DateOrder = DateOrders.Of(Text(form, "order", says) ?? "") ?? DateOrder.Unknown,
            Zone = Text(form, "zone", says),
            Region = Text(form, "region", says)?.ToUpperInvariant(),
            Encoding = Text(form, "encoding", says),
            Sheet = Text(form, "sheet", says),
            LengthUnit = Text(form, "unit", says) is { } unit ? LengthUnits.Of(unit) : null,
        };
        var written = choices.Write();
        // What was changed is not "as last time" any more.
        return before with { Choices = written, Source = Text(form, "source", says), MatchOnly = form["match"] == "yes", Recalled = written == before.Choices ? before.Recalled : null };
    }

    private static string? Text(IFormCollection form, string name, FileTexts says) => Forms.Given(form[name]) is not { } text
        ? null
        : text.Length <= LongestName ? text : throw new PlainError(says.TooLong(text, LongestName));
}
