using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Insights;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Insights;

/// <summary>The page Findings: what someone must know, to be worked off; and one finding with its history.</summary>
internal static class FindingPages
{
    public const string Address = "/insights";

    /// <summary>Recovered ones are shown so long.</summary>
    public static readonly TimeSpan RecoveredFor = TimeSpan.FromDays(7);

    /// <summary>Set by the pages' script; without it the browser itself keeps the place, by the row's address.</summary>
    private const string ByScript = "HX-Request";

    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Address, PageAsync).Needs(KeyScope.Read).ShowsJudgements();
        pages.MapGet(Address + "/{id:guid}", OneAsync).Needs(KeyScope.Read).ShowsJudgements();
        pages.MapPost(Address + "/{id:guid}/act", ActAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements();
        pages.MapPost(Address + "/acts/{act:long}/undo", UndoAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements();
    }

    private static async Task<IResult> PageAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct, string? since = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var who = seen.Who.ToIdentity();
        var opened = OpenedAt(since, seen.Now);
        var after = seen.Now - RecoveredFor;
        // All at the same time, for a person waits.
        var open = InsightList.ReadAsync(database, who, "open", opened, after, Most, ct);
        var silenced = InsightList.ReadAsync(database, who, "silenced", null, after, Most, ct);
        var recovered = InsightList.ReadAsync(database, who, "recovered", null, after, Most, ct);
        var checks = CheckStatus.ReadAsync(database, who, ct);
        var colleagues = InsightAssignee.AllAsync(database, ct);
        await Task.WhenAll(open, silenced, recovered, checks, colleagues);
        return PageResult.Of<FindingsPage>(200, new
        {
            Seen = seen,
            Shown = ShownParts.Of(http.Request),
            Since = opened,
            Open = await open,
            Silenced = await silenced,
            Recovered = await recovered,
            Checks = await checks,
            Colleagues = await colleagues,
        });
    }

    private static async Task<IResult> OneAsync(Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var who = seen.Who.ToIdentity();
        if (await InsightList.OneAsync(database, who, id, ct) is not { } found)
            throw new NotFoundException(ActOnInsight.NoSuchFinding);
        return PageResult.Of<FindingPage>(200, new
        {
            Seen = seen,
            Finding = found,
            Events = await InsightEvent.OfAsync(database, who, id, ct),
            Colleagues = await InsightAssignee.AllAsync(database, ct),
        });
    }

    private static async Task<RedirectHttpResult> ActAsync(Guid id, HttpContext http, Language language, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        InputText.Check(form["colleague"], form["act"]);
        InputText.CheckCharacters(form["note"].ToString());
        var act = InsightActWords.Read(form["act"]) ?? throw new PlainError(new FindingTexts(language).NoSuchAct(form["act"]));
        await http.DoAsync(new ActOnInsight(id, act, act == InsightAct.Snoozed ? Day(form["until"]) : null, Given(form["colleague"]), Given(form["note"])), ct);
        return To(http, form, id);
    }

    private static async Task<RedirectHttpResult> UndoAsync(long act, HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        var undone = await http.DoAsync(new UndoInsightAct(act), ct);
        return To(http, form, undone.Insight);
    }

    /// <summary>The finding itself says its state, so nothing else has to.</summary>
    private static RedirectHttpResult To(HttpContext http, IFormCollection form, Guid id)
    {
        var to = LocalAddress.Of(form["to"]);
        var isByScript = http.Request.Headers.ContainsKey(ByScript);
        return TypedResults.LocalRedirect(isByScript || to.Contains('#', StringComparison.Ordinal) ? to : $"{to}#finding-{id}");
    }

    /// <summary>When the page was opened: what was done since then stays in its place. An address of another day opens it now.</summary>
    private static DateTimeOffset OpenedAt(string? since, DateTimeOffset now) =>
        long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= now.ToUnixTimeMilliseconds() && milliseconds > now.AddDays(-1).ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            // To the millisecond, as the address writes it.
            : DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
}
