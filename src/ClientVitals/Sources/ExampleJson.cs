using System.Text.Json.Nodes;

namespace ClientVitals.Sources;

/// <summary>Builds a message with values at the places that a mapping names.</summary>
internal static class ExampleJson
{
    /// <summary>Puts a value at a place.</summary>
    /// <exception cref="PlainError">Something else is there.</exception>
    public static void Put(JsonObject within, string place, string value)
    {
        var steps = JsonPlaces.Steps(place.StartsWith("$.", StringComparison.Ordinal) ? place[2..] : place).ToList();
        var holder = steps.SkipLast(1).Aggregate(within, Next);
        var (name, of) = steps[^1];
        if (holder[name] is JsonObject or JsonArray)
            throw Contradicts(place);
        holder[name] = of.Reverse().Aggregate<int, JsonNode>(JsonValue.Create(value)!, Listed);
    }

    /// <summary>The object at a place; made where it is not there.</summary>
    public static JsonObject Within(JsonObject message, string place) => JsonPlaces.Steps(place).Aggregate(message, Next);

    /// <summary>The object at a step; made, in its lists, where it is not there.</summary>
    private static JsonObject Next(JsonObject within, (string Name, IReadOnlyList<int> Of) step)
    {
        // A list at the top of a message cannot be made here; what is in it can.
        if (step.Name.Length == 0)
            return within;
        if (within[step.Name] is not { } there)
        {
            var made = new JsonObject();
            within[step.Name] = step.Of.Reverse().Aggregate<int, JsonNode>(made, Listed);
            return made;
        }
        foreach (var index in step.Of)
            there = (there as JsonArray)?.ElementAtOrDefault(Math.Max(index, 0)) ?? throw Contradicts(step.Name);
        return there as JsonObject ?? throw Contradicts(step.Name);
    }

    /// <summary>A list that holds it where it is looked for.</summary>
    private static JsonNode Listed(JsonNode held, int index) =>
        new JsonArray([.. Enumerable.Repeat<JsonNode?>(null, Math.Clamp(index, 0, 10)), held]);

    private static PlainError Contradicts(string place) =>
        new($"The mapping contradicts itself: \"{place}\" is used both as a value and as a parent of other values; change one of them.");
}
