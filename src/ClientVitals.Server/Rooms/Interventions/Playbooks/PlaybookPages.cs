using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Interventions.Playbooks;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Interventions.Playbooks;

/// <summary>Playbooks under Settings: what is done about which cause, and a form that adds a version of one.</summary>
internal static class PlaybookPages
{
    public const string Address = "/settings/playbooks";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Address, ListAsync).NeedsManager();
        pages.MapGet(Address + "/{key}", OneAsync).NeedsManager();
        pages.MapPost(Address + "/{key}", ChangeAsync).NeedsManager();
    }

    private static async Task<IResult> ListAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        return PageResult.Of<PlaybooksPage>(200, new { Seen = seen, Playbooks = await KeptPlaybooks.ReadAsync(database, seen.Who.ToIdentity(), ct) });
    }

    private static async Task<IResult> OneAsync(string key, HttpContext http, VitalsDatabase database, TimeProvider clock, Language language, CancellationToken ct, string? said = null)
    {
        var (seen, says) = (await PageContext.OfAsync(http, database, clock, ct), new PlaybookTexts(language));
        return await KeptPlaybooks.OfAsync(database, seen.Who.ToIdentity(), key, ct) is { Count: > 0 } versions
            ? PageResult.Of<PlaybookPage>(200, new { Seen = seen, Versions = versions, Said = says.SaidOf(said) })
            : PageResult.Of<MessagePage>(404, new { Title = says.Title, Sentence = says.NoSuch, Href = Address, Where = says.Title });
    }

    private static async Task<IResult> ChangeAsync(string key, HttpContext http, Language language, CancellationToken ct)
    {
        var (form, says) = (await FormAsync(http, ct), new PlaybookTexts(language));
        InputText.CheckCharacters(form["template"].ToString());
        InputText.Check(form["condition"], form["channel"], form["timing"], form["priority"]);
        var share = Given(form["hold_out"]) is not { } written ? (decimal?)null
            : decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) ? percent
            : throw new PlainError(says.NoShare(written));
        var changed = await http.DoAsync(
            new ChangePlaybook(
                key,
                form["condition"].ToString(),
                Given(form["priority"]),
                form["channel"].ToString(),
                form["timing"].ToString(),
                Whole(form["due_days"], says.DueDays),
                form["is_listed"] == "yes",
                form["template"].ToString().ReplaceLineEndings("\n"),
                Whole(form["cool_down_days"], says.CoolDown),
                share,
                form["is_on"] == "yes",
                Whole(form["seen"], says.Version)),
            ct);
        return TypedResults.LocalRedirect($"{Address}/{Uri.EscapeDataString(key)}?said={(changed.IsNew ? "playbook-saved" : "playbook-same")}");
    }
}
