using System.Globalization;
using ClientVitals.Access;
using ClientVitals.HealthScores.Overrides;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>What a client's page sends when a zone is set by hand, and when that is taken back.</summary>
internal static class OverridePages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/clients/{id:guid}/health", SetAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements();
        pages.MapPost("/clients/{id:guid}/health/{set:long}/take-back", TakeBackAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements();
    }

    private static async Task<IResult> SetAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        var (form, says) = (await FormAsync(http, ct), Says(http));
        InputText.CheckCharacters(form["reason"].ToString());
        var last = Day(form["until"]) ?? throw new PlainError(says.GiveLastDay);
        var score = Given(form["score"]) is not { } written ? (decimal?)null
            : decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given) ? given : throw new PlainError(says.ScoreIs(written));
        var done = await http.DoAsync(new OverrideHealth(id, Given(form["zone"]), score, last, form["reason"].ToString().ReplaceLineEndings("\n")), ct);
        return To(id, done.WasThere ? "said-already" : "health-set", done.WasThere ? null : done.Id);
    }

    private static async Task<IResult> TakeBackAsync(Guid id, long set, HttpContext http, CancellationToken ct)
    {
        await FormAsync(http, ct);
        return await http.DoAsync(new TakeBackOverride(id, set), ct) ? To(id, "health-unset", null) : throw new PlainError(Says(http).NoSuch);
    }

    private static RedirectHttpResult To(Guid client, string said, long? undo) =>
        TypedResults.LocalRedirect($"/clients/{client}?{Query.Of(("said", said), ("undo", undo?.ToString(CultureInfo.InvariantCulture)))}");

    private static OverrideTexts Says(HttpContext http) => new(http.RequestServices.GetRequiredService<Language>());
}
