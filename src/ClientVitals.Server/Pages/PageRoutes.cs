using ClientVitals.Access;
using ClientVitals.CallPatterns;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Access;
using ClientVitals.Server.Api;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Pages.Forms;

namespace ClientVitals.Server.Pages;

/// <summary>The dashboard: pages rendered here, changes by plain forms that lead back to where they were asked for.</summary>
internal static class PageRoutes
{
    private const int LinesOfToday = 20, LinesOfAPage = 50, WeeksOfASpark = 12, WeeksOfAChart = 26, CallsOfAClient = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").IsPage().ExcludeFromDescription();
        pages.MapGet("/", TodayAsync).Needs(KeyScope.Read);
        pages.MapGet("/call-patterns", PatternsAsync).Needs(KeyScope.Read);
        pages.MapGet("/clients", ClientsAsync).Needs(KeyScope.Read);
        pages.MapGet("/clients.csv", ClientsFile.SendAsync).Needs(KeyScope.Read);
        pages.MapGet("/clients/{id:guid}", ClientAsync).Needs(KeyScope.Read);
        Coaches.CoachPages.Map(pages);
        Jobs.JobPages.Map(pages);
        Data.DataPages.Map(pages);
        Settings.SettingsPages.Map(pages);
        pages.MapPost("/clients/{id:guid}/answer", AnswerAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/answers/{id:long}/take-back", TakeBackAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/pause", PauseAsync).Needs(KeyScope.PeopleWrite);
    }

    private static async Task<IResult> TodayAsync(
        HttpContext http, VitalsDatabase database, ListCounts counts, TimeProvider clock, CancellationToken cancel, string? said = null, long? undo = null)
    {
        var seen = await SeenAsync(http, database, clock, cancel);
        if (!seen.JudgesClients)
            return TypedResults.LocalRedirect("/clients");
        var lines = await BreaksAsync(seen, database, null, null, LinesOfToday, null, cancel);
        decimal budget;
        await using (var db = await database.OpenAsync(cancel))
            budget = (await BusinessSettings.InForceAsync(db, cancel)).BreakBudget;
        return SignInRoutes.Page<TodayPage>(200, new
        {
            Seen = seen,
            Lines = lines,
            Weeks = await SparksAsync(seen, database, lines, cancel),
            Changes = await counts.OfAsync(seen.Who, cancel),
            Budget = budget,
            Said = Sayings.Of(said),
            Undo = undo,
        });
    }

    private static async Task<IResult> PatternsAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel, string? status = null, string? coach = null, string? after = null)
    {
        var seen = await SeenAsync(http, database, clock, cancel);
        if (!seen.JudgesClients)
            return TypedResults.LocalRedirect("/clients");
        var (asked, named) = (Given(status), Given(coach));
        var lines = await BreaksAsync(seen, database, asked, named, LinesOfAPage, Given(after), cancel);
        return SignInRoutes.Page<PatternsPage>(200, new
        {
            Seen = seen,
            Lines = lines,
            Weeks = await SparksAsync(seen, database, lines, cancel),
            Staff = seen.Who.Role == AppRole.Coach ? [] : await StaffMember.AllAsync(database, seen.Who.ToActingAs(), cancel),
            Status = asked,
            Coach = named,
        });
    }

    private static async Task<IResult> ClientsAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel, string? search = null, string? status = null, string? after = null)
    {
        var seen = await SeenAsync(http, database, clock, cancel);
        return SignInRoutes.Page<ClientListPage>(200, new
        {
            Seen = seen,
            Clients = await ClientsPage.ReadAsync(database, seen.Who.ToActingAs(), new(Given(search), null, Given(status)), LinesOfAPage, Given(after), cancel),
            Search = Given(search),
            Status = Given(status),
        });
    }

    private static async Task<IResult> ClientAsync(
        Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel, string? said = null, long? undo = null)
    {
        var seen = await SeenAsync(http, database, clock, cancel);
        var who = seen.Who.ToActingAs();
        FoundClient? client;
        IReadOnlyList<Pauses> pauses;
        await using (var db = await database.OpenAsync(who, cancel))
        {
            client = await FoundClient.ByAsync(db, id.ToString(), "AE", cancel);
            pauses = client is null ? [] : await Pauses.ReadAsync(db, id, seen.Today.AddDays(-7 * WeeksOfAChart), cancel);
        }
        if (client is null)
            return NoSuchClient();
        var judged = await PatternEvidence.OfAsync(database, who, id, cancel);
        return SignInRoutes.Page<ClientPage>(200, new
        {
            Seen = seen,
            Client = client,
            Evidence = judged,
            Weeks = judged is null ? null : (await ClientWeeks.OfAsync(database, who, [id], seen.Today, WeeksOfAChart, cancel))[id],
            First = ClientWeeks.Monday(seen.Today).AddDays(-7 * (WeeksOfAChart - 1)),
            Episodes = judged is null ? [] : await PatternCard.EpisodesAsync(database, who, id, cancel),
            Calls = await CallsPage.ReadAsync(database, who, new(Client: id), CallsOfAClient, null, cancel),
            Pauses = pauses,
            Said = Sayings.Of(said),
            Undo = undo,
        });
    }

    private static async Task<IResult> AnswerAsync(Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        if (await PatternEvidence.OfAsync(database, http.Caller().ToActingAs(), id, cancel) is null)
            return NoSuchClient();
        if (!form["answer"].ToString().All(char.IsAsciiLetter) || !Enum.TryParse<PatternAnswer>(form["answer"], ignoreCase: true, out var answer))
            throw new PlainError("The answer is called, away, fine or left.");
        await using var work = await database.BeginAsync(cancel);
        var done = await new AnswerBreak(id, answer, Day(form["until"])).RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Name, cancel);
        await work.CommitAsync(cancel);
        return Back(form, $"{(done.WasThere ? "said-already" : "answered")}", done.WasThere ? null : done.Id);
    }

    private static async Task<IResult> TakeBackAsync(long id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        if (await AnsweredClient.OfAsync(database, http.Caller().ToActingAs(), id, cancel) is null)
            return NoSuchClient();
        await using var work = await database.BeginAsync(cancel);
        await new TakeBackAnswer(id).RunAsync(work.Connection, clock.GetUtcNow(), cancel);
        await work.CommitAsync(cancel);
        return Back(form, "taken-back", null);
    }

    private static async Task<IResult> PauseAsync(Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        if (!await Own.SeesAsync(database, http.Caller(), id, cancel))
            return NoSuchClient();
        var from = Day(form["from"]) ?? throw new PlainError("Say from which day on; the calendar writes it as 2026-01-31.");
        await using var work = await database.BeginAsync(cancel);
        await new EnterPause(id, from, Day(form["until"])).RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Name, cancel);
        await work.CommitAsync(cancel);
        return TypedResults.LocalRedirect($"/clients/{id}?said=paused");
    }

    private static async Task<Page<BreaksPage>> BreaksAsync(
        Seen seen, VitalsDatabase database, string? status, string? coach, int size, string? after, CancellationToken cancel)
    {
        if (seen.Who is { Role: AppRole.Coach, StaffId: not null })
            coach = Own.CoachName(seen.Who);
        PatternStatus? one = status switch
        {
            "PATTERN_BREAK" => PatternStatus.PatternBreak,
            "BELOW_PATTERN" => PatternStatus.BelowPattern,
            _ => null,
        };
        return await BreaksPage.ReadAsync(database, seen.Who.ToActingAs(), new(one, coach), size, after, seen.Now, cancel);
    }

    private static Task<IReadOnlyDictionary<Guid, ClientWeeks>> SparksAsync(Seen seen, VitalsDatabase database, Page<BreaksPage> lines, CancellationToken cancel) =>
        ClientWeeks.OfAsync(database, seen.Who.ToActingAs(), [.. lines.Items.Select(line => line.ClientId)], seen.Today, WeeksOfASpark, cancel);

    internal static Task<Seen> SeenAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel) =>
        Seen.ByAsync(http.Caller(), database, clock.GetUtcNow(), cancel);

    private static RazorComponentResult NoSuchClient() => SignInRoutes.Page<WordPage>(404, new
    {
        Title = "No such client",
        Sentence = "There is no such client, or it is none of your book.",
        Href = "/clients",
        Where = "Clients",
    });
}
