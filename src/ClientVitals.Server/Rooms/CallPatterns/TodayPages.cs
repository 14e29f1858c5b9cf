using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.CallPatterns;

/// <summary>The first page of the morning: whom to call.</summary>
internal static class TodayPages
{
    private const int LinesOfToday = 20;

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/", TodayAsync).Needs(KeyScope.Read);

    private static async Task<IResult> TodayAsync(
        HttpContext http, VitalsDatabase database, ListCounts counts, SystemStatusCache house, TimeProvider clock, CancellationToken cancel, string? said = null, long? undo = null, int? count = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        if (!seen.JudgesClients)
            return TypedResults.LocalRedirect("/clients");
        var lines = await PatternPages.BreaksAsync(seen, database, new(), LinesOfToday, null, cancel);
        decimal budget;
        await using (var db = await database.OpenAsync(cancel))
            budget = (await BusinessSettings.InForceAsync(db, cancel)).BreakBudget;
        return PageResult.Of<TodayPage>(200, new
        {
            Seen = seen,
            Lines = lines,
            Weeks = await PatternPages.SparksAsync(seen, database, lines, cancel),
            Changes = await counts.OfAsync(seen.Who, cancel),
            Together = await ClientsTogether.ReadAsync(database, seen.Who.ToIdentity(), cancel),
            Stands = await house.ReadAsync(seen, cancel),
            Budget = budget,
            Said = FlashMessages.Of(said, count),
            Undo = FlashMessages.UndoOf(said, undo),
        });
    }
}
