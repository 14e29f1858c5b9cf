using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary><c>POST /functions/v1/health-calculator</c>, as the owner's schedule calls it: scores everybody, and tells of those who were asked about.</summary>
internal static class HealthCalculator
{
    public const string Name = "health-calculator";

    private const int MostBytes = 256 << 10, LongestAddress = 320;

    private sealed record Body(
        string? Mode, [property: JsonPropertyName("client_emails")] string[]? ClientEmails, int? Offset, int? Limit);

    public static async Task<object> CallAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var body = await ReadAsync(http, cancel);
        var emails = Check(body);
        var watch = Stopwatch.StartNew();
        if (emails is not null && (await OfAsync(database, emails, cancel)).Strangers is [var stranger, ..])
            throw new NotFoundException($"No client has the e-mail {stranger}; nothing was scored.");
        var done = await new ScoreHealth().RunAsync(database, clock.GetUtcNow(), "api", null, cancel);
        var told = emails is null
            ? new AskedScores(done.Clients, done.Scored, done.Red, done.Yellow, done.Green, done.Purple, done.AverageScore, done.Critical, [])
            : await OfAsync(database, emails, cancel);
        return new
        {
            Success = true,
            DurationMs = watch.ElapsedMilliseconds,
            Results = Results(told),
            // Everybody is scored in one go, whichever part is asked for: there is no next batch.
            Batch = body.Mode == "batch" ? new { Offset = body.Offset ?? 0, Limit = body.Limit ?? AskedScores.Most, Total = done.Clients, HasMore = false } : null,
            done.AsOf,
        };
    }

    /// <summary>By the names that the owner's pages read, some of which are no snake_case.</summary>
    private static Dictionary<string, object?> Results(AskedScores told) => new()
    {
        ["processed"] = told.Clients,
        ["updated"] = told.Scored,
        ["unknown"] = told.Clients - told.Scored,
        ["errors"] = 0,
        ["zones"] = new Dictionary<string, int> { ["RED"] = told.Red, ["YELLOW"] = told.Yellow, ["GREEN"] = told.Green, ["PURPLE"] = told.Purple },
        ["avgHealthScore"] = told.AverageScore,
        ["criticalInterventions"] = told.Critical,
    };

    private static async Task<AskedScores> OfAsync(VitalsDatabase database, IReadOnlyList<string> emails, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await AskedScores.OfAsync(db, emails, cancel);
    }

    /// <summary>The addresses asked about, as they are kept; null = everybody.</summary>
    private static List<string>? Check(Body body)
    {
        if (body.Mode is not (null or "full" or "batch"))
            throw new PlainError("mode must be full or batch.");
        if (body.Offset is < 0)
            throw new PlainError($"offset must be 0 or more, not {body.Offset}.");
        if (body.Limit is < 1 or > AskedScores.Most)
            throw new PlainError($"limit must be 1 to {AskedScores.Most}, not {body.Limit}.");
        if (body.ClientEmails is not { Length: > 0 } emails)
            return null;
        if (emails.Length > AskedScores.Most)
            throw new PlainError($"client_emails holds {emails.Length} addresses; at most {AskedScores.Most} are taken.");
        if (emails.Any(email => email is not { Length: > 0 and <= LongestAddress }))
            throw new PlainError($"Each of client_emails must have 1 to {LongestAddress} characters.");
        InputText.Check(emails);
        return [.. emails.Select(email => email.Trim().ToLowerInvariant()).Distinct()];
    }

    private static async Task<Body> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        var bytes = await RequestBody.ReadAsync(http, MostBytes, cancel);
        if (bytes.AsSpan().Trim(" \r\n\t"u8).IsEmpty)
            return new(null, null, null, null);
        try
        {
            return JsonSerializer.Deserialize<Body>(bytes, JsonSerializerOptions.Web) ?? new(null, null, null, null);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new PlainError("The body must be {\"mode\": \"full\" or \"batch\", \"client_emails\": [text], \"offset\": number, \"limit\": number}; each may be left out.", error);
        }
    }
}
