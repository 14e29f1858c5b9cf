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
        // All at the same time, for a person waits; the two first read all who are due.
        var counting = QueueCounts.ReadAsync(database, who, seen.Today, newFrom, cancel, own);
        var reading = RowsAsync(database, who, seen.Today, newFrom, opened, isMine ? own : null, cancel);
        var (doing, falling) = (DoneToday.ReadAsync(database, who, seen.Today, cancel), ClientsTogether.ReadAsync(database, who, cancel));
        var (standing, beginning) = (services.GetRequiredService<SystemStatusCache>().ReadAsync(seen, cancel), StartView.OfTodayAsync(services, seen, said, cancel));
        var waiting = NotToday.ReadAsync(database, who, seen.Today, isMine ? own : null, cancel);
        await Task.WhenAll(counting, reading, doing, falling, standing, beginning, waiting);
        var (queue, (rows, weeks)) = (await counting, await reading);
        services.GetRequiredService<ToContactToday>().Known = queue.ToContact;
        return PageResult.Of<TodayPage>(200, new
        {
            Seen = seen,
            Shown = ShownParts.Of(http.Request),
            Rows = rows,
            Since = opened.ToUnixTimeMilliseconds(),
            Weeks = weeks,
            Queue = queue,
            IsMine = isMine,
            Done = await doing,
            Waiting = (await waiting).First,
            AllWaiting = (await waiting).All,
            Changes = changes,
            Together = await falling,
            Status = await standing,
            Budget = seen.BreakBudget,
            Start = await beginning,
            Said = FlashMessages.Of(http, said, count),
            Undo = FlashMessages.UndoOf(said, undo),
        });
    }

    private static async Task<(IReadOnlyList<QueueRow> Rows, IReadOnlyDictionary<Guid, ClientWeeks> Weeks)> RowsAsync(
        VitalsDatabase database, DatabaseIdentity who, DateOnly today, DateOnly newFrom, DateTimeOffset opened, OwnQueue? own, CancellationToken ct)
    {
        var rows = await QueueOfToday.ReadAsync(database, who, today, newFrom, opened, ct, own);
        return (rows, await ClientWeeks.OfAsync(database, who, [.. rows.Select(row => row.ClientId).Distinct()], today, WeeksOfASpark, ct));
    }

    /// <summary>When the page was opened: what was done since then stays in its place. An address of another day opens it now.</summary>
    private static DateTimeOffset OpenedAt(string? since, DateTimeOffset now) =>
        long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= now.ToUnixTimeMilliseconds() && milliseconds > now.AddDays(-1).ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            // To the millisecond, as the address writes it.
            : DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
}
