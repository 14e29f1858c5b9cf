using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClientVitals.Access;
using ClientVitals.CallPatterns;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Access;
using ClientVitals.Server.Api;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Functions;

/// <summary>
/// <c>POST /functions/v1/NAME</c>, as the owner's schedules and pages call them: the same names, bodies and words. What failed is not
/// called a success, and what is not built says so.
/// </summary>
internal static class FunctionRoutes
{
    private const int MostBytes = 64 << 10;

    /// <summary>The owner's names whose rooms are not built yet, and what they will do.</summary>
    private static readonly Dictionary<string, string> NotBuilt = new(StringComparer.Ordinal)
    {
        ["health-calculator"] = "Scoring each client's health",
        ["intervention-recommender"] = "Proposing interventions",
        ["sync-hubspot-to-capi"] = "Reporting conversions to Meta",
        ["ptd-watcher"] = "Watching for what someone must know",
        ["daily-report"] = "The daily report",
        ["coach-analyzer"] = "Reviewing each coach's book",
    };

    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(EarlierWords.Functions + "/{name}", CallAsync).Needs(KeyScope.Functions).RequireCors(OtherSites.Policy).ExcludeFromDescription();

    private sealed record Body([property: JsonPropertyName("client_email")] string? ClientEmail, int? Limit);

    private static async Task<IResult> CallAsync(string name, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        if (NotBuilt.TryGetValue(name, out var what))
            return Problems.As(http, StatusCodes.Status501NotImplemented, $"{what} is not built yet; nothing was done.");
        if (name != "analyze-call-patterns")
            return Problems.As(http, StatusCodes.Status404NotFound, $"There is no function {name}.");
        return TypedResults.Json(await AnalyzeAsync(await ReadAsync(http, cancel), database, clock, cancel), Snake);
    }

    private static async Task<object> AnalyzeAsync(Body body, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        Texts.Check(body.ClientEmail);
        if (body.Limit is < 1 or > PatternBreakRows.Most)
            throw new PlainError($"limit must lie between 1 and {PatternBreakRows.Most}; {body.Limit} does not.");
        var watch = Stopwatch.StartNew();
        var done = await new AnalyzeCallPatterns(ClientEmail: body.ClientEmail).RunAsync(database, clock.GetUtcNow(), "api", null, cancel);
        var limit = body.Limit ?? 100;
        var found = await PatternBreakRows.ReadAsync(database, ActingAs.Service, 1, 0, body.ClientEmail is null ? limit : PatternBreakRows.Most, cancel);
        if (body.ClientEmail is { } asked)
        {
            // Of one client only; asked by any address, told by the first.
            await using var db = await database.OpenAsync(cancel);
            var known = await FoundClient.RequireAsync(db, asked, (await BusinessSettings.InForceAsync(db, cancel)).PhoneRegion, cancel);
            found = [.. found.Where(row => row.ClientEmail == known.Address)];
        }
        return new
        {
            Success = true,
            done.Analyzed,
            done.PatternBreaks,
            // All are judged, whatever the limit: it bounds this list of who is out of pattern, worst first.
            Results = found,
            Summary = new { done.Normal, done.BelowPattern, done.AbovePattern, PatternBreak = done.PatternBreaks },
            done.AsOf,
            DurationMs = watch.ElapsedMilliseconds,
        };
    }

    private static async Task<Body> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        var bytes = await Bodies.ReadAsync(http, MostBytes, cancel);
        if (bytes.AsSpan().Trim(" \r\n\t"u8).IsEmpty)
            return new(null, null);
        try
        {
            return JsonSerializer.Deserialize<Body>(bytes, JsonSerializerOptions.Web) ?? new(null, null);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new PlainError("The body is not what this function takes: {\"client_email\": text, \"limit\": number}, both may be left out.", error);
        }
    }
}
