using System.Text.Json;
using System.Text.Json.Serialization;
using ClientVitals.Access;
using ClientVitals.CallPatterns;
using ClientVitals.Database;
using ClientVitals.Server.Access;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Functions;

/// <summary>
/// <c>POST /rest/v1/rpc/NAME</c>, as Supabase's clients call the owner's two functions of the database: the same rows and words, on
/// behalf of whoever's key it is.
/// </summary>
internal static class RpcRoutes
{
    private const int MostBytes = 64 << 10;

    private static readonly JsonSerializerOptions Snake = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var rpc = routes.MapGroup("/rest/v1/rpc").RequireCors(OtherSites.Policy).ExcludeFromDescription();
        rpc.MapPost("/get_pattern_breaks", BreaksAsync).Needs(KeyScope.Read);
        rpc.MapPost("/get_week_start", WeekStartAsync).Needs(KeyScope.Read);
    }

    private sealed record Breaks([property: JsonPropertyName("days_back")] int? DaysBack);

    private sealed record Week([property: JsonPropertyName("target_date")] DateTimeOffset? TargetDate);

    private static async Task<IResult> BreaksAsync(HttpContext http, VitalsDatabase database, CancellationToken cancel, int limit = PatternBreakRows.Most, int offset = 0)
    {
        if (limit is < 1 or > PatternBreakRows.Most || offset < 0)
            return Problems.Of(http, StatusCodes.Status400BadRequest, $"limit must lie between 1 and {PatternBreakRows.Most}, offset at 0 or above.");
        var body = await ReadAsync<Breaks>(http, cancel);
        var rows = await PatternBreakRows.ReadAsync(database, http.Caller().ToActingAs(), body?.DaysBack, offset, limit + 1, cancel);
        var more = rows.Count > limit;
        var given = more ? limit : rows.Count;
        // As PostgREST tells it: which rows these are, and that there are more.
        http.Response.Headers.ContentRange = given == 0 ? "*/*" : $"{offset}-{offset + given - 1}/*";
        return TypedResults.Json(rows.Take(given), Snake, statusCode: more ? StatusCodes.Status206PartialContent : StatusCodes.Status200OK);
    }

    private static async Task<IResult> WeekStartAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var body = await ReadAsync<Week>(http, cancel);
        var week = await WeekStart.OfAsync(database, http.Caller().ToActingAs(), body?.TargetDate ?? clock.GetUtcNow(), cancel);
        return TypedResults.Json(week.Start, Snake);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext http, CancellationToken cancel)
    {
        var bytes = await Bodies.ReadAsync(http, MostBytes, cancel);
        if (bytes.AsSpan().Trim(" \r\n\t"u8).IsEmpty)
            return default;
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Snake);
        }
        catch (JsonException error)
        {
            throw new PlainError($"The body is not what this function takes: {error.Message}", error);
        }
    }
}
