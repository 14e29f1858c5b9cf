using ClientVitals.Access;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.Database;
using ClientVitals.Server.Rooms.CallPatterns;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Coaches;

/// <summary>The books of the coaches, and clients not contacted by us.</summary>
internal static class CoachPages
{
    /// <summary>Days for which the last analysis of a client counts.</summary>
    private const int Days = 7;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/coaches", BooksAsync).Needs(KeyScope.Read).ShowsJudgements();
        pages.MapGet("/coaches/gaps", GapsAsync).Needs(KeyScope.Read).ShowsJudgements();
    }

    private static async Task<IResult> BooksAsync(HttpContext http, VitalsDatabase database, ListCounts counts, TimeProvider clock, CancellationToken cancel)
    {
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        return PageResult.Of<CoachesPage>(200, new { Seen = seen, Books = await counts.BooksAsync(seen.Who, cancel) });
    }

    private static async Task<IResult> GapsAsync(
        HttpContext http, VitalsDatabase database, ListCounts counts, TimeProvider clock, CancellationToken cancel, string? coach = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        await using var db = await database.OpenAsync(seen.Who.ToIdentity(), cancel);
        return PageResult.Of<GapsPage>(200, new { Seen = seen, Coach = Given(coach), IsAnalysed = (await counts.OfAsync(seen.Who, cancel)).CheckedAt is not null, Gaps = await OutreachGaps.NowAsync(db, seen.Now, Days, Given(coach), cancel) });
    }
}
