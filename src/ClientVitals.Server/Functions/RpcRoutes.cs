using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.CallPatterns;
using ClientVitals.Database;
using ClientVitals.Server.Access;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Functions;

/// <summary>
/// <c>/rest/v1/rpc/NAME</c>, as Supabase's clients call the owner's two functions of the database, on behalf of whoever's key it is:
/// the same rows and words, <c>limit</c> and <c>offset</c>, the count of all (<c>Prefer: count=exact</c>), one row as an object. What
/// else PostgREST would filter, sort or pick is refused, never left out in silence.
/// </summary>
internal static class RpcRoutes
{
    private static readonly JsonSerializerOptions Snake = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods(EarlierWords.Rest + "/rpc/{name}", ["GET", "HEAD", "POST"], CallAsync)
            .Needs(KeyScope.Read).RequireCors(OtherSites.Policy).ExcludeFromDescription();

    private static async Task<IResult> CallAsync(string name, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        if (name is not ("get_pattern_breaks" or "get_week_start"))
            return NoSuch(name, "");
        if (http.Request.Headers.Accept.ToString() is { Length: > 0 } accept && !accept.Contains("json", StringComparison.Ordinal) && !accept.Contains("*/*", StringComparison.Ordinal))
            return EarlierWords.OfRest(StatusCodes.Status406NotAcceptable, "PGRST107", "The answer is JSON; no other form of it is made.");
        var asked = await RpcQuestion.ReadAsync(http, cancel);
        var takes = name == "get_week_start" ? "target_date" : "days_back";
        if (asked.Arguments.Keys.FirstOrDefault(given => given != takes) is { } unknown)
        {
            return asked.IsInAddress
                ? EarlierWords.OfRest(400, "PGRST100", $"\"{unknown}\" can be neither given nor filtered by here; {name} takes {takes}, limit and offset.")
                : NoSuch(name, $" with the parameter {unknown}");
        }
        if (name == "get_pattern_breaks" && !http.Caller().SeesJudgements)
            return Problems.As(http, StatusCodes.Status403Forbidden, AccessNeeds.NoJudgements);
        var who = http.Caller().ToActingAs();
        return name == "get_week_start"
            ? TypedResults.Json((await WeekStart.OfAsync(database, who, asked.Moment(takes) ?? clock.GetUtcNow(), cancel)).Start, Snake)
            : await BreaksAsync(asked, asked.Int(takes), http, database, who, cancel);
    }

    private static async Task<IResult> BreaksAsync(
        RpcQuestion asked, int? daysBack, HttpContext http, VitalsDatabase database, ActingAs who, CancellationToken cancel)
    {
        var rows = await PatternBreakRows.ReadAsync(database, who, daysBack, asked.Offset, asked.Limit + 1, cancel);
        var given = Math.Min(rows.Count, asked.Limit);
        var all = asked.IsCounted ? await PatternBreakRows.CountAsync(database, who, daysBack, cancel) : (long?)null;
        // As PostgREST tells it: which rows these are, of how many.
        http.Response.Headers.ContentRange = $"{(given == 0 ? "*" : $"{asked.Offset}-{asked.Offset + given - 1}")}/{(all is { } count ? count : "*")}";
        if (asked.Offset > 0 && asked.Offset >= all)
            return EarlierWords.OfRest(StatusCodes.Status416RangeNotSatisfiable, "PGRST103", $"There are {all} rows; none lies at {asked.Offset} or after.");
        if (asked.IsOne && rows.Count != 1)
            return EarlierWords.OfRest(StatusCodes.Status406NotAcceptable, "PGRST116", $"One row was asked for; there {(rows.Count == 0 ? "is none" : "are several")}.");
        if (asked.IsOne)
            return TypedResults.Json(rows[0], Snake, "application/vnd.pgrst.object+json");
        return TypedResults.Json(
            rows.Take(given), Snake, statusCode: rows.Count > given || given < all ? StatusCodes.Status206PartialContent : StatusCodes.Status200OK);
    }

    private static JsonHttpResult<EarlierWords.RestError> NoSuch(string name, string with) => EarlierWords.OfRest(
        StatusCodes.Status404NotFound,
        "PGRST202",
        $"There is no function {name}{with}.",
        "The functions are get_pattern_breaks(days_back) and get_week_start(target_date).");
}
