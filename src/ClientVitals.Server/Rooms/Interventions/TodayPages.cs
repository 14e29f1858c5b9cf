using System.Globalization;
using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Rooms.CallPatterns;
using ClientVitals.Server.Rooms.Start;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Rooms.Interventions;

/// <summary>The first page of the morning: whom to contact, as a queue to be worked off.</summary>
internal static class TodayPages
{
    private const int WeeksOfASpark = 12;

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/", TodayAsync).Needs(KeyScope.Read);

    private static async Task<IResult> TodayAsync(HttpContext http, CancellationToken cancel, string? since = null, string? whose = null, string? said = null, long? undo = null, int? count = null)
    {
        var services = http.RequestServices;
        var database = services.GetRequiredService<VitalsDatabase>();
        var seen = await PageContext.OfAsync(http, database, services.GetRequiredService<TimeProvider>(), cancel);
        if (!seen.JudgesClients)
            return TypedResults.LocalRedirect("/clients");
        var who = seen.Who.ToIdentity();
        var changes = await services.GetRequiredService<ListCounts>().OfAsync(seen.Who, cancel);
        // What the last analysis saw for the first time is new until the next one.
        var newFrom = changes.CheckedAt is { } at && seen.Day(at) <= seen.Today ? seen.Day(at) : seen.Today;
        var opened = OpenedAt(since, seen.Now);
        var (isMine, own) = (whose == "mine", new OwnQueue(seen.Who.UserId, seen.Who.StaffId));
        var rows = await QueueOfToday.ReadAsync(database, who, seen.Today, newFrom, opened, cancel, isMine ? own : null);
        decimal budget;
        await using (var db = await database.OpenAsync(cancel))
            budget = (await BusinessSettings.InForceAsync(db, cancel)).BreakBudget;
        return PageResult.Of<TodayPage>(200, new
        {
            Seen = seen,
            Rows = rows,
            Since = opened.ToUnixTimeMilliseconds(),
            Weeks = await ClientWeeks.OfAsync(database, who, [.. rows.Select(row => row.ClientId).Distinct()], seen.Today, WeeksOfASpark, cancel),
            Queue = await QueueCounts.ReadAsync(database, who, seen.Today, newFrom, cancel, own),
            IsMine = isMine,
            Colleagues = await Colleague.AllAsync(database, cancel),
            Done = await DoneToday.ReadAsync(database, who, seen.Today, cancel),
            Changes = changes,
            Together = await ClientsTogether.ReadAsync(database, who, cancel),
            Status = await services.GetRequiredService<SystemStatusCache>().ReadAsync(seen, cancel),
            Budget = budget,
            Start = await StartView.OfTodayAsync(services, seen, said, cancel),
            Said = FlashMessages.Of(http, said, count),
            Undo = FlashMessages.UndoOf(said, undo),
        });
    }

    /// <summary>When the page was opened: what was done since then stays in its place. An address of another day opens it now.</summary>
    private static DateTimeOffset OpenedAt(string? since, DateTimeOffset now) =>
        long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= now.ToUnixTimeMilliseconds() && milliseconds > now.AddDays(-1).ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            // To the millisecond, as the address writes it.
            : DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
}
