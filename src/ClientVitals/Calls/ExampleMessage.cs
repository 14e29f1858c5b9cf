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
        var call = mapping.Calls is null ? message : ExampleJson.Within(message, mapping.Calls);
        var named = mapping.Columns is null ? call : ExampleJson.Within(call, mapping.Columns);
        var fields = mapping.Fields ?? new Dictionary<string, string>();
        foreach (var (field, places) in fields)
        {
            var place = places.TrimEnd('?').Split('|')[0];
            // A question whether it is only planned is answered by leaving it out.
            if (field != "scheduled")
                ExampleJson.Put(place.StartsWith("$.", StringComparison.Ordinal) ? message : call, place, Theirs(mapping, field) ?? Value(field, now));
        }
        if (!fields.Keys.Any(field => field is "client_email" or "client_phone" or "from_number" or "to_number"))
            ExampleJson.Put(named, "client_phone", Number);
        if (!fields.ContainsKey("started_at") && !fields.ContainsKey("ended_at"))
            ExampleJson.Put(named, "started_at", Value("started_at", now));
        if (!fields.ContainsKey("direction"))
            ExampleJson.Put(named, "direction", "inbound");
        foreach (var (place, words) in mapping.Only ?? new Dictionary<string, string[]>())
        {
            if (words.Length > 0)
                ExampleJson.Put(message, place, words[0]);
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
}
