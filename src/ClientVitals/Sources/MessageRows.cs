using System.Text.Json;

namespace ClientVitals.Sources;

/// <summary>
/// How a message is read as rows: where they are, and which of their values are which field. What is not named is read as a column of an
/// export would be, by its own name. Places are written as <see cref="JsonPlaces"/> reads them.
/// </summary>
/// <param name="One">A row, in a sentence: call.</param>
/// <param name="Many">Rows: calls.</param>
/// <param name="Rows">Where the row or the list of rows is; with [] each of a list inside the message. Null = the message itself, or its <paramref name="Many"/>.</param>
/// <param name="Columns">Where the named values of a row are, likewise; null = the row itself.</param>
internal sealed record MessageRows(string One, string Many, string? Rows, string? Columns)
{
    /// <summary>Rows taken of one message.</summary>
    public const int Most = 10_000;

    /// <summary>Field word to where its value is within a row; with a question mark after it, whether there is one.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>Names of values that are no columns, whatever they look like.</summary>
    public IReadOnlyList<string>? Ignore { get; init; }

    /// <summary>Only where these places hold one of these words. In a list each row is asked.</summary>
    public IReadOnlyDictionary<string, string[]>? Only { get; init; }

    /// <summary>Field word to the sender's words and ours for them; ours empty = it says nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Words { get; init; }

    /// <summary>The rows of a message, as they stand there. Null = it is not one of these.</summary>
    /// <exception cref="PlainError">There are no rows where they should be, or too many.</exception>
    public IReadOnlyList<JsonElement>? Find(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Array && !Fits(message))
            return null;
        var found = Found(message);
        if (found.Count > Most)
            throw new PlainError($"The message has {found.Count} {Many}; at most {Most} are accepted at once. Send it in parts.");
        return message.ValueKind == JsonValueKind.Array ? [.. found.Where(Fits)] : found;
    }

    private List<JsonElement> Found(JsonElement message)
    {
        if (Rows is not null && JsonPlaces.IsOfEach(Rows))
            return [.. JsonPlaces.All(message, message, Rows).SelectMany(Each)];
        var found = JsonPlaces.First(message, message, Rows ?? Many) ?? message;
        return found.ValueKind is JsonValueKind.Array or JsonValueKind.Object
            ? [.. Each(found)]
            : throw new PlainError($"The message has no {One}: {(Rows is null ? "it" : $"its \"{Rows}\"")} is neither an object nor a list of objects.");
    }

    private static IEnumerable<JsonElement> Each(JsonElement found) => found.ValueKind == JsonValueKind.Array ? found.EnumerateArray() : [found];

    private bool Fits(JsonElement one) => (Only ?? new Dictionary<string, string[]>())
        .All(place => JsonPlaces.First(one, one, place.Key) is { } said && place.Value.Contains(JsonPlaces.Text(said), StringComparer.Ordinal));

    /// <summary>The named values of a row.</summary>
    public Dictionary<string, string?> Values(JsonElement message, JsonElement row)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        var named = Columns is null ? row : JsonPlaces.First(message, row, Columns) ?? row;
        if (named.ValueKind != JsonValueKind.Object)
            return values;
        foreach (var value in named.EnumerateObject())
        {
            if (Ignore?.Contains(value.Name, StringComparer.Ordinal) != true && Plain(value.Value) is { } plain)
                values[value.Name] = JsonPlaces.Text(plain);
        }
        foreach (var (field, place) in Fields ?? new Dictionary<string, string>())
        {
            var asksWhether = place.EndsWith('?');
            var value = JsonPlaces.First(message, row, place.TrimEnd('?')) ?? JsonPlaces.First(message, named, place.TrimEnd('?'));
            if (asksWhether)
                values[field] = value is { } there && JsonPlaces.Text(there) is { Length: > 0 } ? "yes" : "no";
            else if (value is { } given)
                values[field] = Ours(field, JsonPlaces.Text(given));
        }
        return values;
    }

    /// <summary>A value that can be one of a column; HubSpot's older objects hold it as <c>{"value": …}</c>.</summary>
    private JsonElement? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value,
        JsonValueKind.Object when Columns is not null && value.TryGetProperty("value", out var held) => Plain(held),
        _ => null,
    };

    private string? Ours(string field, string? theirs) =>
        theirs is not null && Words?.GetValueOrDefault(field)?.GetValueOrDefault(theirs) is { } ours ? ours : theirs;
}
