using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClientVitals.People;

namespace ClientVitals;

/// <summary>
/// Takes a person out of one text. Where the text is about several people only this person's addresses and names go; a refused line that is
/// about nobody else goes whole.
/// </summary>
/// <param name="traces">What to look for.</param>
/// <param name="region">Region in which a number without country code is read.</param>
internal sealed partial class RedactText(PersonTraces traces, string region)
{
    public const string Mark = "(erased)";

    /// <summary>Texts this short may be bounded by a column: the mark never makes a long text longer.</summary>
    private const int MayGrow = 60;

    private static readonly JsonSerializerOptions AsItWas = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    private readonly Regex _found = new(traces.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private readonly Regex? _alone = traces.NamesAlone() is { } names ? new(names, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) : null;

    public bool Finds(string text) => _found.IsMatch(text);

    /// <summary>A text without the person.</summary>
    /// <param name="isTheirs">The text is known to be about the person, also where it holds no address.</param>
    /// <param name="mark">What is written in their place.</param>
    public string Plain(string text, bool isTheirs = false, string mark = Mark)
    {
        if (!isTheirs && !Finds(text))
            return text;
        var without = _found.Replace(text, mark);
        without = _alone?.Replace(without, mark) ?? without;
        return without.Length > text.Length && text.Length >= MayGrow ? without[..text.Length] : without;
    }

    /// <summary>The same of JSON: strings, numbers and names of fields; what is not the person's stays as it is.</summary>
    public string Json(string json, bool isTheirs = false)
    {
        if (!isTheirs && !Finds(json))
            return json;
        var node = JsonNode.Parse(json, null, new JsonDocumentOptions { MaxDepth = 1000 });
        return (Walk(node) ?? node)?.ToJsonString(AsItWas) ?? json;
    }

    /// <summary>A refused line: whole when it names nobody else.</summary>
    public string Line(string raw)
    {
        if (!Finds(raw))
            return raw;
        var without = Plain(raw, isTheirs: true);
        if (!NamesSomebody(without))
            return Mark;
        return TryJson(raw) is { } message ? message : without;
    }

    /// <summary>Whether an e-mail or number is in a text; "05.03.2025 10:00" could be dialled, but is not a number.</summary>
    private bool NamesSomebody(string text) => AnyEmail().IsMatch(text) || Phone.IsIn(DayOrHour().Replace(text, ";"), region);

    /// <summary>A message with several calls: the objects that are the person's lose all they say.</summary>
    private string? TryJson(string raw)
    {
        try
        {
            var node = JsonNode.Parse(raw, null, new JsonDocumentOptions { MaxDepth = 1000 });
            Empty(node);
            return (Walk(node) ?? node)?.ToJsonString(AsItWas);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Empty(JsonNode? node)
    {
        foreach (var child in Children(node))
            Empty(child);
        if (node is not JsonObject about || !about.Any(field => field.Value is JsonValue && Finds(field.Value.ToJsonString(AsItWas))))
            return;
        foreach (var (name, value) in about.ToList())
        {
            if (value is JsonValue && !NamesSomebody(Plain(value.ToJsonString(AsItWas), isTheirs: true)))
                about[name] = Mark;
        }
    }

    private static IEnumerable<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonObject fields => [.. fields.Select(field => field.Value)],
        JsonArray items => [.. items],
        _ => [],
    };

    /// <summary>Rewrites in place; returns what takes the place of a value that changed, else null.</summary>
    private JsonValue? Walk(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields.ToList())
                {
                    if (Walk(value) is { } changed)
                        fields[name] = changed;
                    if (Plain(name) is var renamed && renamed != name)
                    {
                        var kept = fields[name];
                        fields.Remove(name);
                        while (fields.ContainsKey(renamed))
                            renamed += "'";
                        fields[renamed] = kept;
                    }
                }
                return null;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (Walk(items[i]) is { } changed)
                        items[i] = changed;
                }
                return null;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                var text = value.GetValue<string>();
                return Plain(text, isTheirs: true) is var without && without != text ? JsonValue.Create(without) : null;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number && Finds(value.ToJsonString()):
                return JsonValue.Create(Mark);
            default:
                return null;
        }
    }

    [GeneratedRegex(@"(?<!\d)(?:(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)(?!\d)")]
    private static partial Regex DayOrHour();

    [GeneratedRegex(@"[^\s,;""'<>@]+@[^\s,;""'<>@]+\.[^\s,;""'<>@]+")]
    private static partial Regex AnyEmail();
}
