using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.CallPatterns;

/// <summary><c>POST /functions/v1/analyze-call-patterns</c>, as the owner's schedule calls it.</summary>
internal static class AnalyzeFunction
{
    public const string Name = "analyze-call-patterns";

    private const int MostBytes = 64 << 10;

    private sealed record Body([property: JsonPropertyName("client_email")] string? ClientEmail, int? Limit);

    public static async Task<object> CallAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel) =>
        await AnalyzeAsync(await ReadAsync(http, cancel), database, clock, cancel);

    private static async Task<object> AnalyzeAsync(Body body, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        InputText.Check(body.ClientEmail);
        if (body.Limit is < 1 or > PatternBreakRows.Most)
            throw new PlainError($"limit must be 1 to {PatternBreakRows.Most}, not {body.Limit}.");
        var watch = Stopwatch.StartNew();
        var done = await new AnalyzeCallPatterns(ClientEmail: body.ClientEmail).RunAsync(database, clock.GetUtcNow(), "api", null, cancel);
        var limit = body.Limit ?? 100;
        var found = await PatternBreakRows.ReadAsync(database, DatabaseIdentity.Service, 1, 0, body.ClientEmail is null ? limit : PatternBreakRows.Most, cancel);
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
        var bytes = await RequestBody.ReadAsync(http, MostBytes, cancel);
        if (bytes.AsSpan().Trim(" \r\n\t"u8).IsEmpty)
            return new(null, null);
        try
        {
            return JsonSerializer.Deserialize<Body>(bytes, JsonSerializerOptions.Web) ?? new(null, null);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new PlainError("The body must be {\"client_email\": text, \"limit\": number}; both may be left out.", error);
        }
    }
}
