using System.Text.Json;

namespace ClientVitals.Calls;

/// <summary>
/// How a message is read as calls: where its calls are, and which of their values are which column. What a mapping does not name is
/// read as a column of an export would be: by its own name (see <see cref="CallColumns"/>), so that most systems need none.
/// </summary>
/// <param name="Calls">Where the call or the list of calls is, as names joined by dots; null = the message itself, or its "calls".</param>
/// <param name="Columns">Where the named values of a call are, likewise; null = the call itself.</param>
/// <param name="Fields">
/// Field word (client_phone, started_at …) to where its value is within a call; with a question mark after it, whether there is one.
/// </param>
/// <param name="Ignore">Names of values that are no columns, whatever they look like.</param>
/// <param name="Only">Read a message only when these places hold one of these words; others are taken and left alone.</param>
public sealed record CallMapping(
    string? Calls = null,
    string? Columns = null,
    IReadOnlyDictionary<string, string>? Fields = null,
    IReadOnlyList<string>? Ignore = null,
    IReadOnlyDictionary<string, string[]>? Only = null)
{
    /// <summary>Calls taken of one message.</summary>
    public const int MostCalls = 10_000;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The ready mappings: by the documentation of each system's webhooks, where its names alone do not tell.</summary>
    public static readonly IReadOnlyDictionary<string, CallMapping> Ready = new Dictionary<string, CallMapping>(StringComparer.Ordinal)
    {
        // Our own field words, and the column names of every export the import knows.
        ["columns"] = new(),
        // developer.aircall.io, "Call events": one call under "data", times in seconds since 1970.
        ["aircall"] = new("data", null, new Dictionary<string, string>
        {
            ["provider_call_id"] = "id",
            ["client_phone"] = "raw_digits",
            ["direction"] = "direction",
            ["started_at"] = "started_at",
            ["duration_seconds"] = "duration",
            ["staff"] = "user.name",
            ["answered"] = "answered_at?",
        }, ["status"], new Dictionary<string, string[]> { ["event"] = ["call.ended"] }),
        // twilio.com/docs/voice/api/call-resource: the names of a status callback, sent as JSON.
        ["twilio"] = new(null, null, new Dictionary<string, string>
        {
            ["provider_call_id"] = "CallSid",
            ["from_number"] = "From",
            ["to_number"] = "To",
            ["direction"] = "Direction",
            ["status"] = "CallStatus",
            ["duration_seconds"] = "CallDuration",
            ["started_at"] = "Timestamp",
        }),
        // developers.hubspot.com, "Engagements | Calls": the properties of call objects, one or a page of them.
        ["hubspot"] = new("results", "properties", new Dictionary<string, string>
        {
            ["provider_call_id"] = "id",
            ["client_email"] = "contact.email",
        }),
    };

    /// <summary>The mapping a source names, or writes. A <see cref="PlainError"/> when it is none.</summary>
    public static CallMapping Of(string named)
    {
        ArgumentNullException.ThrowIfNull(named);
        if (Ready.TryGetValue(named, out var ready))
            return ready;
        try
        {
            return JsonSerializer.Deserialize<CallMapping>(named, Written) ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw new PlainError(
                $"The mapping is neither one of {string.Join(", ", Ready.Keys)} nor JSON such as {{\"calls\": \"data\", \"fields\": {{\"client_phone\": \"from.number\"}}}}: {error.Message}", error);
        }
    }

    /// <summary>
    /// The calls of a message, each as its named values. Null = the message is not one this mapping reads (<see cref="Only"/>).
    /// </summary>
    /// <exception cref="PlainError">There are no calls where they should be, or too many.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, string?>>? Read(JsonElement message)
    {
        foreach (var (place, words) in Only ?? new Dictionary<string, string[]>())
        {
            if (At(message, place) is not { } said || !words.Contains(Text(said), StringComparer.Ordinal))
                return null;
        }
        var found = At(message, Calls ?? "calls") ?? message;
        var calls = found.ValueKind switch
        {
            JsonValueKind.Array when found.GetArrayLength() > MostCalls =>
                throw new PlainError($"The message has {found.GetArrayLength()} calls; at most {MostCalls} are accepted at once. Send it in parts."),
            JsonValueKind.Array => [.. found.EnumerateArray()],
            JsonValueKind.Object => new List<JsonElement> { found },
            _ => throw new PlainError($"The message has no call: {(Calls is null ? "it" : $"its \"{Calls}\"")} is neither an object nor a list of objects."),
        };
        return [.. calls.Select(One)];
    }

    private Dictionary<string, string?> One(JsonElement call)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        var named = Columns is null ? call : At(call, Columns) ?? call;
        if (named.ValueKind != JsonValueKind.Object)
            return values;
        foreach (var value in named.EnumerateObject())
        {
            if (Ignore?.Contains(value.Name, StringComparer.Ordinal) != true && value.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                values[value.Name] = Text(value.Value);
        }
        foreach (var (field, place) in Fields ?? new Dictionary<string, string>())
        {
            var asksWhether = place.EndsWith('?');
            var value = At(call, place.TrimEnd('?')) ?? At(named, place.TrimEnd('?'));
            if (asksWhether)
                values[field] = value is { } there && Text(there) is { Length: > 0 } ? "yes" : "no";
            else if (value is { } given)
                values[field] = Text(given);
        }
        return values;
    }

    private static JsonElement? At(JsonElement within, string place)
    {
        foreach (var name in place.Split('.'))
        {
            if (within.ValueKind != JsonValueKind.Object || !within.TryGetProperty(name, out within))
                return null;
        }
        return within;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };
}
