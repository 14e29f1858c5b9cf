using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Access;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Pages;

/// <summary>The dashboard: pages rendered here, changes by plain forms that lead back to where they were asked for.</summary>
internal static class PageRoutes
{
    private const int LinesOfToday = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").IsPage().ExcludeFromDescription();
        pages.AddEndpointFilter(static async (call, next) =>
        {
            var answer = await next(call);
            if (HttpMethods.IsPost(call.HttpContext.Request.Method))
                call.HttpContext.RequestServices.GetRequiredService<HouseStands>().Forget();
            return answer;
        });
        pages.MapGet("/", TodayAsync).Needs(KeyScope.Read);
        PatternPages.Map(pages);
        BackTests.BackTestPages.Map(pages);
        Clients.ClientListPages.Map(pages);
        Clients.ClientPages.Map(pages);
        Coaches.CoachPages.Map(pages);
        Jobs.JobPages.Map(pages);
        Data.DataPages.Map(pages);
        Data.UnmatchedPages.Map(pages);
        Data.DuplicatePages.Map(pages);
        Settings.SettingsPages.Map(pages);
        Settings.SourcePages.Map(pages);
    }

    private static async Task<IResult> TodayAsync(
        HttpContext http, VitalsDatabase database, ListCounts counts, HouseStands house, TimeProvider clock, CancellationToken cancel, string? said = null, long? undo = null)
    {
        var seen = await SeenAsync(http, database, clock, cancel);
        if (!seen.JudgesClients)
            return TypedResults.LocalRedirect("/clients");
        var lines = await PatternPages.BreaksAsync(seen, database, new(), LinesOfToday, null, cancel);
        decimal budget;
        await using (var db = await database.OpenAsync(cancel))
            budget = (await BusinessSettings.InForceAsync(db, cancel)).BreakBudget;
        return SignInRoutes.Page<TodayPage>(200, new
        {
            Seen = seen,
            Lines = lines,
            Weeks = await PatternPages.SparksAsync(seen, database, lines, cancel),
            Changes = await counts.OfAsync(seen.Who, cancel),
            Stands = await house.ReadAsync(seen, cancel),
            Budget = budget,
            Said = Sayings.Of(said),
            Undo = undo,
        });
    }

    internal static Task<Seen> SeenAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel) =>
        Seen.ByAsync(http.Caller(), database, clock.GetUtcNow(), cancel);
}
