using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Rooms.CallPatterns;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.People;

/// <summary>The list of clients with its filters in the address, what is done with several of them at once, and views that people keep.</summary>
internal static class ClientListPages
{
    private const int LinesOfAPage = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/clients", ListAsync).Needs(KeyScope.Read);
        pages.MapGet("/clients.csv", ClientsFile.SendAsync).Needs(KeyScope.Read).IsLongWork();
        pages.MapPost("/clients/pause", PauseAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/change", ChangeAsync).NeedsManager();
        pages.MapPost("/views", KeepAsync).Needs(KeyScope.Read);
        pages.MapPost("/views/{id:guid}/remove", RemoveAsync).Needs(KeyScope.Read);
    }

    /// <summary>The filters as the address says them.</summary>
    internal static ClientsPage.Which Asked(string? search, string? coach, string? status, string? segment, string? sort, DateOnly today) =>
        new(Given(search), Given(coach), Given(status), Given(segment), sort == "newest", today);

    private static async Task<IResult> ListAsync(
        HttpContext http, VitalsDatabase database, SystemStatusCache house, ListCounts counts, TimeProvider clock, CancellationToken ct, string? search = null, string? coach = null,
        string? status = null, string? segment = null, string? sort = null, string? after = null, string? before = null, string[]? columns = null, string? said = null, int? count = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var who = seen.Who.ToIdentity();
        var which = Asked(search, coach, status, segment, sort, seen.Today) with { Region = seen.PhoneRegion, AlsoNear = true };
        return PageResult.Of<ClientListPage>(200, new
        {
            Seen = seen,
            Clients = await ClientsPage.ReadAsync(database, who, which, LinesOfAPage, Given(after), ct),
            Which = which,
            Total = which.Search is null ? await ClientsPage.CountAsync(database, who, which, ct) : (int?)null,
            Chosen = columns is { Length: > 0 } ? columns : null,
            Trail = new PageTrail(Given(after), Given(before)),
            Staff = seen.Who.Role == AppRole.Coach ? [] : await StaffMember.AllAsync(database, who, ct),
            Segments = (await house.ReadAsync(seen, ct)).Segments,
            Views = await SavedViews.ReadAsync(database, who, "/clients", ct),
            CheckedAt = seen.JudgesClients ? (await counts.OfAsync(seen.Who, ct)).CheckedAt : null,
            Said = FlashMessages.Of(http, said, count),
        });
    }

    private static async Task<IResult> PauseAsync(HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        var from = Day(form["from"]) ?? throw new PlainError(Says(http).GiveFirstDay);
        var count = await http.DoAsync(new PauseClients(Chosen(form, http), from, Day(form["until"])), ct);
        return Back(form, "several-paused", null, count);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        InputText.Check(form["segment"], form["coach"]);
        Guid? coach = Given(form["coach"]) is not { } named ? null
            : Guid.TryParse(named, out var id) ? id : throw new PlainError(Says(http).NoSuchCoach);
        // A dash takes them out of every grouping: an empty field leaves them where they are.
        var segment = Given(form["segment"]) is "-" or "–" ? "" : Given(form["segment"]);
        var done = await http.DoAsync(new ChangeClients(Chosen(form, http), coach, segment), ct);
        return Back(form, "several-changed", null, done.Changed);
    }

    private static ClientListTexts Says(HttpContext http) => new(http.RequestServices.GetRequiredService<Language>());

    private static List<Guid> Chosen(IFormCollection form, HttpContext http)
    {
        var named = form["client"].Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).ToList();
        return named.Count > 0 ? named : throw new PlainError(Says(http).ChooseFirst);
    }

    private static async Task<IResult> KeepAsync(HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        InputText.Check(form["name"], form["filters"], form["place"]);
        await http.DoAsync(new SaveView(form["place"].ToString(), form["name"].ToString(), form["filters"].ToString()), ct);
        return TypedResults.LocalRedirect(LocalAddress.Of($"{form["place"]}?{form["filters"]}"));
    }

    private static async Task<IResult> RemoveAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        await http.DoAsync(new RemoveView(id), ct);
        return TypedResults.LocalRedirect(LocalAddress.Of(form["to"]));
    }
}
