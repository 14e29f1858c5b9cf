using System.Globalization;
using System.Text.Json;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>
/// How events are read that each tell one value of a call ("the disposition of 551 is now …"): those of one call in a message are one
/// call. All parts are places within an event.
/// </summary>
/// <param name="Is">What an event has and nothing else does.</param>
/// <param name="Id">Which call it is about.</param>
/// <param name="Name">What its value is called.</param>
/// <param name="Value">The value.</param>
/// <param name="At">When it came to be: the latest counts.</param>
/// <param name="Only">Events count only where these places, if they are there, hold one of these words.</param>
/// <param name="Named">Values that each call has, told or not: without them it is refused with its reason.</param>
public sealed record CallEvents(
    string Is, string Id, string Name, string Value, string? At = null, IReadOnlyDictionary<string, string[]>? Only = null, IReadOnlyList<string>? Named = null)
{
    /// <summary>Whether this is an event and not a call.</summary>
    internal bool Fits(JsonElement one) => First(one, Is) is not null;

    /// <summary>The calls that events are about, each as its named values, in the order in which they are first named.</summary>
    internal IEnumerable<Dictionary<string, string?>> Read(IEnumerable<JsonElement> events) => events
        .Where(Counts)
        .Select(one => (Id: First(one, Id), Name: First(one, Name), Value: First(one, Value), At: Moment(one)))
        .Where(one => !string.IsNullOrEmpty(one.Id) && !string.IsNullOrEmpty(one.Name))
        .GroupBy(one => one.Id!, StringComparer.Ordinal)
        .Select(call =>
        {
            var values = (Named ?? []).ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
            // A stable sort: what came to be at the same moment counts in the order of the message.
            foreach (var one in call.OrderBy(one => one.At))
                values[one.Name!] = one.Value;
            values["provider_call_id"] = call.Key;
            if (call.Max(one => one.At) is { } latest)
                values["source_order"] = latest.ToString(CultureInfo.InvariantCulture);
            return values;
        });

    private bool Counts(JsonElement one) =>
        (Only ?? new Dictionary<string, string[]>()).All(place => First(one, place.Key) is not { } said || place.Value.Contains(said, StringComparer.Ordinal));

    private long? Moment(JsonElement one) => At is not null && long.TryParse(First(one, At), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : null;

    private static string? First(JsonElement one, string place) => JsonPlaces.First(one, one, place) is { } found ? JsonPlaces.Text(found) : null;
}
