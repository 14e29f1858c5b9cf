using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Interventions;
using ClientVitals.Server.Rooms.Interventions.Acts;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Interventions;

/// <summary>Acts on items from a page: each leads back to where it was done.</summary>
internal static class ActPages
{
    /// <summary>Set by the pages' script; without it the browser itself keeps the place, by the row's address.</summary>
    private const string ByScript = "HX-Request";

    public static bool IsByScript(HttpContext http) => http.Request.Headers.ContainsKey(ByScript);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/interventions/{item:long}/act", ActAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements();
        pages.MapPost("/interventions/{item:long}/hand-over", HandOverAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements();
        pages.MapPost("/interventions/acts/{act:long}/undo", UndoAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements();
    }

    private static async Task<RedirectHttpResult> ActAsync(long item, HttpContext http, Language language, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        InputText.CheckCharacters(form["note"].ToString());
        var outcome = OutcomeWords.Read(form["act"]) ?? throw new PlainError(new ItemTexts(language).NoSuchOutcome(form["act"]));
        var seen = long.TryParse(form["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : (long?)null;
        await http.DoAsync(new RecordOutcome(item, outcome, Day(form["until"]), Given(form["note"]), seen), ct);
        return To(http, form, item);
    }

    private static async Task<RedirectHttpResult> HandOverAsync(long item, HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        InputText.Check(form["colleague"]);
        await http.DoAsync(new HandOver(item, Given(form["colleague"])), ct);
        return To(http, form, item);
    }

    private static async Task<RedirectHttpResult> UndoAsync(long act, HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        var undone = await http.DoAsync(new UndoAct(act), ct);
        return To(http, form, undone.Item);
    }

    /// <summary>The item itself says its state, so nothing else has to.</summary>
    private static RedirectHttpResult To(HttpContext http, IFormCollection form, long item)
    {
        var to = LocalAddress.Of(form["to"]);
        return TypedResults.LocalRedirect(IsByScript(http) || to.Contains('#', StringComparison.Ordinal) ? to : FormattableString.Invariant($"{to}#item-{item}"));
    }
}
