using System.Globalization;
using System.Text;
using System.Text.Json;
using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>
/// How a message is read as calls: where its calls are, and which of their values are which column. What a mapping does not name is
/// read as a column of an export would be: by its own name (see <see cref="CallColumns"/>), so that most systems need none. Places are
/// written as <see cref="JsonPlaces"/> reads them.
/// </summary>
/// <param name="Calls">Where the call or the list of calls is; with [] each of a list inside the message. Null = the message itself, or its "calls".</param>
/// <param name="Columns">Where the named values of a call are, likewise; null = the call itself.</param>
/// <param name="Fields">
/// Field word (client_phone, started_at …) to where its value is within a call; with a question mark after it, whether there is one.
/// <c>ended_at</c> is the moment at which the duration was over: the start is worked out of both.
/// </param>
/// <param name="Ignore">Names of values that are no columns, whatever they look like.</param>
/// <param name="Only">Read a message only when these places hold one of these words; others are accepted and ignored. In a list each is asked.</param>
public sealed partial record CallMapping(
    string? Calls = null,
    string? Columns = null,
    IReadOnlyDictionary<string, string>? Fields = null,
    IReadOnlyList<string>? Ignore = null,
    IReadOnlyDictionary<string, string[]>? Only = null)
{
    /// <summary>Calls taken of one message.</summary>
    public const int MostCalls = MessageRows.Most;

    private const string EndedAt = "ended_at", StartedAt = "started_at", Duration = "duration_seconds";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly BusinessZone Elsewhere = BusinessZone.Of("Asia/Dubai");

    /// <summary>How events are read that each tell one value of a call; null = there are none.</summary>
    public CallEvents? Events { get; init; }

    /// <summary>Field word to the sender's words and ours for them; ours empty = it says nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Words { get; init; }

    /// <summary>
    /// How the system that a ready mapping is for signs its messages; of any other mapping Standard Webhooks, and where the secret is one of
    /// that specification: something between signs there. Stripe writes its own secrets in the same form.
    /// </summary>
    public static WebhookScheme SchemeOf(string mapping, string? secret = null) =>
        WebhookSchemeWords.Words.Contains(mapping, StringComparer.Ordinal) && (mapping == WebhookScheme.Stripe.Word() || !WebhookSignature.IsSecret(secret)) ? WebhookSchemeWords.Of(mapping) : WebhookScheme.Standard;

    /// <summary>The mapping a source names, or writes. A <see cref="PlainError"/> when it cannot be one.</summary>
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
        var rows = new MessageRows("call", "calls", Calls, Columns) { Fields = Fields, Ignore = Ignore, Only = Only, Words = Words };
        if (rows.Find(message) is not { } found)
            return null;
        var told = Events is null ? [] : Events.Read(found.Where(Events.Fits));
        return [.. found.Where(one => Events?.Fits(one) != true).Select(one => Whole(rows.Values(message, one))), .. told];
    }

    private Dictionary<string, string?> Whole(Dictionary<string, string?> values)
    {
        // A sender's own value of that name is a value as any other.
        if (Fields?.ContainsKey(EndedAt) == true && values.Remove(EndedAt, out var ended) && string.IsNullOrEmpty(values.GetValueOrDefault(StartedAt)))
            values[StartedAt] = Began(ended, values.GetValueOrDefault(Duration));
        return values;
    }

    /// <summary>When it began, if this is when it ended; unchanged where the duration or the zone is not given.</summary>
    private static string? Began(string? ended, string? duration)
    {
        if (ended is null || !long.TryParse(duration, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 1_000_000)
            return ended;
        var text = Encoding.UTF8.GetBytes(ended);
        var isRead = SourceTime.TryRead(text, BusinessZone.Utc, DateOrder.Unknown, out var ticks) == TimeReading.Read;
        // A time that two zones read as one moment says its own.
        return isRead && SourceTime.TryRead(text, Elsewhere, DateOrder.Unknown, out var same) == TimeReading.Read && same == ticks
            ? new DateTime(ticks - (seconds * TimeSpan.TicksPerSecond), DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : ended;
    }
}
