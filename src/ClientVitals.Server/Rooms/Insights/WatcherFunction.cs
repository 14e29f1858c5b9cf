using ClientVitals.Database;
using ClientVitals.Insights;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.Insights;

/// <summary><c>POST /functions/v1/ptd-watcher</c>, as the owner's schedule calls it: looks for findings, and counts them as the earlier watcher did. It takes no input.</summary>
internal static class WatcherFunction
{
    public const string Name = "ptd-watcher";

    /// <summary>The headings of the earlier watcher, each counted also when it has none.</summary>
    private static readonly string[] Headings = ["zone_alerts", "coach_alerts", "early_warnings", "package_alerts", "company_alerts"];

    public static async Task<object> CallAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var looked = await WatcherRun.NowAsync(database, clock.GetUtcNow(), "api", cancel);
        // A check that failed may have missed something: what is not a success is not called one.
        if (looked.Failed > 0)
            return SupabaseErrors.Of(http, StatusCodes.Status500InternalServerError, $"{looked.Failed} of {looked.Checks} checks failed; what the others found is kept. GET /api/v1/insights/checks says which and why.")!;
        return new
        {
            Success = true,
            InsightsFound = looked.Found,
            InsightsInserted = looked.Opened,
            Breakdown = Headings.ToDictionary(heading => heading, heading => looked.Breakdown.GetValueOrDefault(heading)),
            ChecksNotRun = looked.NotRun,
            AsOf = looked.At,
        };
    }
}
