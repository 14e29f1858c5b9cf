using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Access;
using ClientVitals.Server.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Pages.Forms;

namespace ClientVitals.Server.Pages.Clients;

/// <summary>The list of clients with its filters in the address, what is done with several of them at once, and views that people keep.</summary>
internal static class ClientListPages
{
    private const int LinesOfAPage = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/clients", ListAsync).Needs(KeyScope.Read);
        pages.MapGet("/clients.csv", ClientsFile.SendAsync).Needs(KeyScope.Read);
        pages.MapPost("/clients/pause", PauseAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/change", ChangeAsync).NeedsManager();
        pages.MapPost("/views", KeepAsync).Needs(KeyScope.Read);
        pages.MapPost("/views/{id:guid}/remove", RemoveAsync).Needs(KeyScope.Read);
    }

    /// <summary>The filters as the address says them.</summary>
    internal static ClientsPage.Which Asked(string? search, string? coach, string? status, string? segment, string? sort) =>
        new(Given(search), Given(coach), Given(status), Given(segment), sort == "newest");

    private static async Task<IResult> ListAsync(
        HttpContext http, VitalsDatabase database, HouseStands house, ListCounts counts, TimeProvider clock, CancellationToken cancel, string? search = null, string? coach = null,
        string? status = null, string? segment = null, string? sort = null, string? after = null, string? said = null, int? count = null)
    {
        var seen = await PageRoutes.SeenAsync(http, database, clock, cancel);
        var who = seen.Who.ToActingAs();
        var which = Asked(search, coach, status, segment, sort);
        return SignInRoutes.Page<ClientListPage>(200, new
        {
            Seen = seen,
            Clients = await ClientsPage.ReadAsync(database, who, which, LinesOfAPage, Given(after), cancel),
            Which = which,
            Staff = seen.Who.Role == AppRole.Coach ? [] : await StaffMember.AllAsync(database, who, cancel),
            Segments = (await house.ReadAsync(seen, cancel)).Segments,
            Views = await SavedViews.ReadAsync(database, who, "/clients", cancel),
            CheckedAt = seen.JudgesClients ? (await counts.OfAsync(seen.Who, cancel)).CheckedAt : null,
            Said = Sayings.Of(said, count),
        });
    }

    private static async Task<IResult> PauseAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        var from = Day(form["from"]) ?? throw new PlainError("Say from which day on; the calendar writes it as 2026-01-31.");
        var clients = await ChosenAsync(http, form, database, cancel);
        await using var work = await database.BeginAsync(cancel);
        var count = await new PauseClients(clients, from, Day(form["until"])).RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Name, cancel);
        await work.CommitAsync(cancel);
        return Back(form, "several-paused", null, count);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        Texts.Check(form["segment"], form["coach"]);
        Guid? coach = Given(form["coach"]) is not { } named ? null
            : Guid.TryParse(named, out var id) ? id : throw new PlainError("The coach is nobody of the staff; choose one of the list.");
        // A dash takes them out of every grouping: an empty field leaves them where they are.
        var segment = Given(form["segment"]) is "-" or "–" ? "" : Given(form["segment"]);
        var clients = await ChosenAsync(http, form, database, cancel);
        await using var work = await database.BeginAsync(cancel);
        var done = await new ChangeClients(clients, coach, segment).RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Name, cancel);
        await new Audit(AuditAction.ClientsChanged, null, new Dictionary<string, string> { ["clients"] = done.Changed.ToString(CultureInfo.InvariantCulture) })
            .RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Who, cancel);
        await work.CommitAsync(cancel);
        return Back(form, "several-changed", null, done.Changed);
    }

    private static async Task<IReadOnlyList<Guid>> ChosenAsync(HttpContext http, IFormCollection form, VitalsDatabase database, CancellationToken cancel)
    {
        var named = form["client"].Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).ToList();
        if (named.Count == 0)
            throw new PlainError("Choose clients first: tick the boxes before their names.");
        return await ClientsOfAsker.OfAsync(database, http.Caller().ToActingAs(), named, cancel);
    }

    private static async Task<IResult> KeepAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        Texts.Check(form["name"], form["filters"], form["place"]);
        await using var work = await database.BeginAsync(cancel);
        await new KeepView(Person(http), form["place"].ToString(), form["name"].ToString(), form["filters"].ToString()).RunAsync(work.Connection, clock.GetUtcNow(), cancel);
        await work.CommitAsync(cancel);
        return TypedResults.LocalRedirect(SignInRoutes.OwnAddress($"{form["place"]}?{form["filters"]}"));
    }

    private static async Task<IResult> RemoveAsync(Guid id, HttpContext http, VitalsDatabase database, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        await using var work = await database.BeginAsync(cancel);
        await new RemoveView(Person(http), id).RunAsync(work.Connection, cancel);
        await work.CommitAsync(cancel);
        return TypedResults.LocalRedirect(SignInRoutes.OwnAddress(form["to"]));
    }

    private static Guid Person(HttpContext http) => http.Caller().UserId ?? throw new PlainError("Views are kept of people; this key is nobody's.");
}
