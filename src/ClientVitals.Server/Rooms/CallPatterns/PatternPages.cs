using ClientVitals.Access;
using ClientVitals.CallPatterns.Answers;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.People;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.CallPatterns;

/// <summary>Who is out of pattern, and the lists beside that one; the filters live in the address.</summary>
internal static class PatternPages
{
    private const int LinesOfAPage = 50, WeeksOfASpark = 12;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/call-patterns", ListAsync).Needs(KeyScope.Read).ShowsJudgements();
        pages.MapPost("/call-patterns/together/pause", PauseTogetherAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements();
        pages.MapPost("/call-patterns/together/{pause:long}/take-back", TakeBackTogetherAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements();
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, VitalsDatabase database, SystemStatusCache house, ListCounts counts, TimeProvider clock, CancellationToken cancel,
        string? status = null, string? coach = null, string? segment = null, string? after = null, string? said = null, long? undo = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        var who = seen.Who.ToIdentity();
        var (asked, named, grouped) = (Given(status), CoachOf(seen, coach), Given(segment));
        var isRoster = PatternRoster.All.Contains(asked ?? "");
        var lines = isRoster
            ? new([], null)
            : await BreaksAsync(seen, database, new(Status(asked), named, Segment: grouped), LinesOfAPage, Given(after), cancel);
        return PageResult.Of<PatternsPage>(200, new
        {
            Seen = seen,
            Lines = lines,
            Roster = isRoster ? await PatternRoster.ReadAsync(database, who, new(asked!, named, grouped), LinesOfAPage, Given(after), cancel) : null,
            Weeks = await SparksAsync(seen, database, lines, cancel),
            Items = await ItemState.OpenAsync(database, who, [.. lines.Items.Select(line => line.ClientId)], cancel),
            Staff = seen.Who.Role == AppRole.Coach ? [] : await StaffMember.AllAsync(database, who, cancel),
            Segments = (await house.ReadAsync(seen, cancel)).Segments,
            Views = await SavedViews.ReadAsync(database, who, "/call-patterns", cancel),
            Status = asked,
            Coach = Given(coach),
            Segment = grouped,
            After = Given(after),
            CheckedAt = (await counts.OfAsync(seen.Who, cancel)).CheckedAt,
            Said = FlashMessages.Of(http, said),
            Undo = FlashMessages.UndoOf(said, undo),
        });
    }

    private static async Task<IResult> PauseTogetherAsync(HttpContext http, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        var until = Day(form["until"]) ?? throw new PlainError(PatternsTexts.SayFirstDayBack);
        var paused = await http.DoAsync(new PauseTogether(until), cancel);
        return Back(form, paused.Undo is null ? "several-paused" : "together-paused", paused.Undo, paused.Clients);
    }

    private static async Task<IResult> TakeBackTogetherAsync(long pause, HttpContext http, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        return Back(form, "several-back", null, await http.DoAsync(new TakeBackPauses(pause), cancel));
    }

    internal static Task<Page<ListedBreak>> BreaksAsync(
        PageContext seen, VitalsDatabase database, BreaksPage.Which which, int size, string? after, CancellationToken cancel) =>
        BreaksPage.ReadAsync(database, seen.Who.ToIdentity(), which with { Coach = CoachOf(seen, which.Coach) }, size, after, seen.Now, cancel);

    internal static Task<IReadOnlyDictionary<Guid, ClientWeeks>> SparksAsync(PageContext seen, VitalsDatabase database, Page<ListedBreak> lines, CancellationToken cancel) =>
        ClientWeeks.OfAsync(database, seen.Who.ToIdentity(), [.. lines.Items.Select(line => line.ClientId)], seen.Today, WeeksOfASpark, cancel);

    /// <summary>A coach sees their own book whatever is asked; named, its page is read along its own index.</summary>
    private static string? CoachOf(PageContext seen, string? coach) => seen.Who is { Role: AppRole.Coach, StaffId: not null } ? ClientScope.CoachName(seen.Who) : Given(coach);

    private static PatternStatus? Status(string? word) => word switch
    {
        "PATTERN_BREAK" => PatternStatus.PatternBreak,
        "BELOW_PATTERN" => PatternStatus.BelowPattern,
        _ => null,
    };
}
