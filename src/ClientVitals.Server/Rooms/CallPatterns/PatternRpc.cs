using ClientVitals.CallPatterns.Lists;
using ClientVitals.Database;
using ClientVitals.Server.Functions;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.CallPatterns;

/// <summary>The owner's two functions of the database, as Supabase's clients call them.</summary>
internal static class PatternRpc
{
    public static readonly IReadOnlyList<RpcFunction> All =
    [
        new("get_pattern_breaks", "days_back", BreaksAsync),
        new("get_week_start", "target_date", WeekStartAsync),
    ];

    private static async Task<IResult> WeekStartAsync(RpcQuestion asked, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel) =>
        TypedResults.Json((await WeekStart.OfAsync(database, http.Caller().ToIdentity(), asked.Moment("target_date") ?? clock.GetUtcNow(), cancel)).Start, RpcEndpoint.Snake);

    private static async Task<IResult> BreaksAsync(
        RpcQuestion asked, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        if (!http.Caller().SeesJudgements)
            return Problems.As(http, StatusCodes.Status403Forbidden, EndpointAccess.NoJudgements);
        var (who, daysBack) = (http.Caller().ToIdentity(), asked.Int("days_back"));
        var rows = await PatternBreakRows.ReadAsync(database, who, daysBack, asked.Offset, asked.Limit + 1, cancel);
        var all = asked.IsCounted ? await PatternBreakRows.CountAsync(database, who, daysBack, cancel) : (long?)null;
        return RpcEndpoint.Answer(asked, http, rows, all);
    }
}
