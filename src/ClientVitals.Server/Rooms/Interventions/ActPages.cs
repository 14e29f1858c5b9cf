using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Interventions;
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

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/interventions/{item:long}/act", ActAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements();
        pages.MapPost("/interventions/acts/{act:long}/undo", UndoAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements();
    }

    private static async Task<IResult> ActAsync(long item, HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        try
        {
            InputText.CheckCharacters(form["note"].ToString());
            var outcome = OutcomeWords.Read(form["act"]) ?? throw new PlainError($"The outcome must be one of {OutcomeWords.All}, not \"{form["act"]}\".");
            var seen = long.TryParse(form["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : (long?)null;
            await http.DoAsync(new RecordOutcome(item, outcome, Day(form["until"]), Given(form["note"]), seen), ct);
        }
        catch (PlainError wrong) when (wrong is not NotFoundException && IsToday(form) && !http.Request.Headers.ContainsKey(ByScript))
        {
            // Without the script nothing would show the fault beside its field: the page itself is shown again, with it and with what was written.
            return await TodayPages.AgainAsync(http, new(item, wrong.Message, form["act"].ToString(), form["until"].ToString(), form["note"].ToString()), form["since"], ct);
        }
        return To(http, form, item, "answered");
    }

    private static async Task<IResult> UndoAsync(long act, HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        var undone = await http.DoAsync(new UndoAct(act), ct);
        return To(http, form, undone.Item, "taken-back");
    }

    private static bool IsToday(IFormCollection form) => LocalAddress.Of(form["to"]) == "/";

    private static RedirectHttpResult To(HttpContext http, IFormCollection form, long item, string said)
    {
        var to = LocalAddress.Of(form["to"]);
        if (to != "/")
            return Back(form, said, null);
        var since = Given(form["since"]) is { } written && written.All(char.IsAsciiDigit) ? $"?since={written}" : "";
        return TypedResults.LocalRedirect(http.Request.Headers.ContainsKey(ByScript) ? $"/{since}" : FormattableString.Invariant($"/{since}#item-{item}"));
    }
}
