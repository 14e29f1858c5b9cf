using System.Globalization;
using System.Text.Json.Nodes;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>
/// A message such as a mapping reads: one made-up call of a made-up number, with a value at each place the mapping names. It shows that
/// the mapping is one and agrees with itself, not that a system sends such messages.
/// </summary>
public static class ExampleMessage
{
    /// <summary>A number that is nobody's: those from 555-0100 to 555-0199 are set aside for made-up ones.</summary>
    private const string Number = "+12025550143", OurNumber = "+12025550187";

    /// <summary>The message, as JSON.</summary>
    /// <param name="now">Its call began an hour before.</param>
    /// <exception cref="PlainError">The mapping wants two things at one place.</exception>
    public static string Of(CallMapping mapping, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        var message = new JsonObject();
        var call = mapping.Calls is null ? message : Within(message, mapping.Calls);
        var named = mapping.Columns is null ? call : Within(call, mapping.Columns);
        var fields = mapping.Fields ?? new Dictionary<string, string>();
        foreach (var (field, places) in fields)
        {
            var place = places.TrimEnd('?').Split('|')[0];
            // A question whether it is only planned is answered by leaving it out.
            if (field != "scheduled")
                Put(place.StartsWith("$.", StringComparison.Ordinal) ? message : call, place, Theirs(mapping, field) ?? Value(field, now));
        }
        if (!fields.Keys.Any(field => field is "client_email" or "client_phone" or "from_number" or "to_number"))
            Put(named, "client_phone", Number);
        if (!fields.ContainsKey("started_at") && !fields.ContainsKey("ended_at"))
            Put(named, "started_at", Value("started_at", now));
        if (!fields.ContainsKey("direction"))
            Put(named, "direction", "inbound");
        foreach (var (place, words) in mapping.Only ?? new Dictionary<string, string[]>())
        {
            if (words.Length > 0)
                Put(message, place, words[0]);
        }
        return message.ToJsonString(new() { WriteIndented = true });
    }

    /// <summary>The first word that the sender has for one of ours.</summary>
    private static string? Theirs(CallMapping mapping, string field) => mapping.Words?.GetValueOrDefault(field)?.Keys.FirstOrDefault();

    private static string Value(string field, DateTimeOffset now) => field switch
    {
        "client_email" => "test@example.com",
        "client_phone" or "from_number" => Number,
        "to_number" => OurNumber,
        "started_at" => now.AddHours(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        "started_time" => now.AddHours(-1).ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        "logged_at" or "answered" or "ended_at" => now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        "source_order" => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "direction" => "inbound",
        "status" => "completed",
        "channel" => "phone",
        "duration_seconds" => "300",
        "provider_call_id" => "test",
        _ => "Test",
    };

    private static void Put(JsonObject within, string place, string value)
    {
        var steps = JsonPlaces.Steps(place.StartsWith("$.", StringComparison.Ordinal) ? place[2..] : place).ToList();
        var holder = steps.SkipLast(1).Aggregate(within, Next);
        var (name, of) = steps[^1];
        if (holder[name] is JsonObject or JsonArray)
            throw Contradicts(place);
        holder[name] = of.Reverse().Aggregate<int, JsonNode>(JsonValue.Create(value)!, Listed);
    }

    private static JsonObject Within(JsonObject message, string place) => JsonPlaces.Steps(place).Aggregate(message, Next);

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
