using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClientVitals.Sources;

/// <summary>
/// Places in a message: names joined by dots. After a name, <c>[0]</c> is the first of a list and <c>[]</c> each of it; <c>$.</c> at
/// the front begins at the message itself, wherever the call is in it.
/// </summary>
internal static partial class JsonPlaces
{
    private const string FromTheTop = "$.";

    /// <summary>What is at a place; several where it goes through each of a list.</summary>
    public static IEnumerable<JsonElement> All(JsonElement message, JsonElement within, string place)
    {
        var fromTop = place.StartsWith(FromTheTop, StringComparison.Ordinal);
        IEnumerable<JsonElement> found = [fromTop ? message : within];
        foreach (var step in Steps(fromTop ? place[FromTheTop.Length..] : place))
            found = found.SelectMany(one => Next(one, step));
        return found;
    }

    /// <summary>The first value there is at these places, divided by <c>|</c>: the first of them that says something counts.</summary>
    public static JsonElement? First(JsonElement message, JsonElement within, string places)
    {
        JsonElement? silent = null;
        foreach (var place in places.Split('|'))
        {
            foreach (var value in All(message, within, place))
            {
                if (Text(value) is { Length: > 0 })
                    return value;
                silent ??= value;
            }
        }
        return silent;
    }

    /// <summary>Whether a place goes through each of a list.</summary>
    public static bool IsOfEach(string place) => place.Contains("[]", StringComparison.Ordinal);

    /// <summary>A value as it would be in a column; null where there is nothing.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    /// <summary>The steps of a place: each a name, which may be empty, and what is taken of the list it names; −1 = each.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<int> Of)> Steps(string place) => place.Split('.').Select(part =>
    {
        var match = Form().Match(part);
        return (match.Groups[1].Value, (IReadOnlyList<int>)[.. match.Groups[2].Captures.Select(one => one.Value == "[]" ? -1 : int.Parse(one.ValueSpan[1..^1], NumberStyles.None, CultureInfo.InvariantCulture))]);
    });

    private static IEnumerable<JsonElement> Next(JsonElement from, (string Name, IReadOnlyList<int> Of) step)
    {
        var found = from;
        if (step.Name.Length > 0 && (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(step.Name, out found)))
            return [];
        IEnumerable<JsonElement> all = [found];
        foreach (var index in step.Of)
            all = all.SelectMany(one => Of(one, index));
        return all;
    }

    private static IEnumerable<JsonElement> Of(JsonElement list, int index)
    {
        // One where several may be is each of them.
        if (index < 0 && list.ValueKind == JsonValueKind.Object)
            yield return list;
        if (list.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var one in list.EnumerateArray().Where((_, at) => index < 0 || at == index))
            yield return one;
    }

    // Brackets around anything else are part of the name, as forms write them.
    [GeneratedRegex(@"^(.*?)(\[[0-9]{0,6}\])*$", RegexOptions.Singleline)]
    private static partial Regex Form();
}
