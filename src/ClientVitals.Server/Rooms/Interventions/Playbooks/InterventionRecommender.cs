using System.Text.Json;
using System.Text.Json.Serialization;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.Interventions.Playbooks;

/// <summary>
/// <c>POST /functions/v1/intervention-recommender</c>, as the owner's schedule and pages call it: completes today's queue unless told not to save, and tells what is
/// suggested. Drafts come from the playbooks' templates.
/// </summary>
internal static class InterventionRecommender
{
    public const string Name = "intervention-recommender";

    private const int MostBytes = 16 << 10, LongestAddress = 320, MostZones = 4;

    private static readonly string[] Zones = ["RED", "YELLOW", "GREEN", "PURPLE"];

    private sealed record Body(
        [property: JsonPropertyName("client_email")] string? ClientEmail,
        string[]? Zones,
        int? Limit,
        [property: JsonPropertyName("generate_messages")] bool? GenerateMessages,
        [property: JsonPropertyName("save_to_db")] bool? SaveToDb);

    public static async Task<object> CallAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var body = await ReadAsync(http, cancel);
        var (email, zones) = Check(body);
        var (now, caller) = (clock.GetUtcNow(), http.Caller());
        if (body.SaveToDb != false)
            await SuggestDaily.NowAsync(database, caller.ToActor(), "api", now, cancel);
        var today = BusinessZone.Of((await BusinessSettings.InForceAsync(database, cancel)).BusinessZone).DayOf(now);
        var found = await Recommendations.ReadAsync(database, caller.ToIdentity(), email, zones, body.Limit ?? Recommendations.Usual, today, cancel);
        return new
        {
            Success = true,
            found.Count,
            Recommendations = found.Select(one => new
            {
                one.ClientEmail,
                one.ClientName,
                one.InterventionType,
                one.Priority,
                one.Timing,
                one.Channel,
                MessageDraft = body.GenerateMessages == false ? null : one.Draft,
                // Nothing is invented: what nobody measured or wrote is null.
                PsychologicalInsight = (string?)null,
                one.SuccessProbability,
                one.Reasoning,
            }),
        };
    }

    /// <summary>The address and the zones asked about, as they are kept.</summary>
    private static (string? Email, IReadOnlyList<string> Zones) Check(Body body)
    {
        if (body.Limit is < 1 or > Recommendations.Most)
            throw new PlainError($"limit must be 1 to {Recommendations.Most}, not {body.Limit}.");
        if (body.ClientEmail is { Length: > LongestAddress })
            throw new PlainError($"client_email must have at most {LongestAddress} characters.");
        InputText.Check(body.ClientEmail);
        string[] zones = [.. (body.Zones ?? []).Select(zone => zone?.ToUpperInvariant() ?? "").Distinct()];
        if (zones.Length > MostZones || zones.Any(zone => !Zones.Contains(zone)))
            throw new PlainError($"zones must be some of {string.Join(", ", Zones)}.");
        return (string.IsNullOrWhiteSpace(body.ClientEmail) ? null : body.ClientEmail.Trim().ToLowerInvariant(), zones);
    }

    private static async Task<Body> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        var bytes = await RequestBody.ReadAsync(http, MostBytes, cancel);
        if (bytes.AsSpan().Trim(" \r\n\t"u8).IsEmpty)
            return new(null, null, null, null, null);
        try
        {
            return JsonSerializer.Deserialize<Body>(bytes, JsonSerializerOptions.Web) ?? new(null, null, null, null, null);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new PlainError("The body must be {\"client_email\": text, \"zones\": [text], \"limit\": number, \"generate_messages\": true or false, \"save_to_db\": true or false}; each may be left out.", error);
        }
    }
}
