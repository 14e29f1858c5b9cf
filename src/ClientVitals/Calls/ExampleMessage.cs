using System.Globalization;
using System.Text.Json.Nodes;

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
        var call = mapping.Calls is null ? message : Within(message, mapping.Calls.Split('.'));
        var named = mapping.Columns is null ? call : Within(call, mapping.Columns.Split('.'));
        var fields = mapping.Fields ?? new Dictionary<string, string>();
        foreach (var (field, place) in fields)
        {
            // A question whether it is only planned is answered by leaving it out.
            if (field != "scheduled")
                Put(call, place.TrimEnd('?'), Value(field, now));
        }
        if (!fields.Keys.Any(field => field is "client_email" or "client_phone" or "from_number" or "to_number"))
            Put(named, "client_phone", Number);
        if (!fields.ContainsKey("started_at"))
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

    private static string Value(string field, DateTimeOffset now) => field switch
    {
        "client_email" => "test@example.com",
        "client_phone" or "from_number" => Number,
        "to_number" => OurNumber,
        "started_at" => now.AddHours(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        "started_time" => now.AddHours(-1).ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        "logged_at" or "answered" => now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        "direction" => "inbound",
        "status" => "completed",
        "channel" => "phone",
        "duration_seconds" => "300",
        "provider_call_id" => "test",
        _ => "Test",
    };

    private static void Put(JsonObject within, string place, string value)
    {
        var names = place.Split('.');
        var holder = Within(within, names.AsSpan(0, names.Length - 1));
        if (holder[names[^1]] is JsonObject or JsonArray)
            throw Contradicts(place);
        holder[names[^1]] = value;
    }

    private static JsonObject Within(JsonObject message, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (message[name] is not { } there)
                message[name] = there = new JsonObject();
            message = there as JsonObject ?? throw Contradicts(name);
        }
        return message;
    }

    private static PlainError Contradicts(string place) =>
        new($"The mapping contradicts itself: \"{place}\" is used both as a value and as a parent of other values; change one of them.");
}
