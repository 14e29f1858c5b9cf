using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Rooms.Notices;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Settings;

/// <summary>The business's settings, its pauses, who may sign in, and keys for programs; for those who manage it, in person.</summary>
internal static class SettingsPages
{
    /// <summary>Days back for which pauses are still listed.</summary>
    private const int PausesOf = 60;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/settings", (HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken ct, string? said = null, string? undo = null) =>
            PageAsync(http, database, clock, new SettingsTexts(language).Done(said), null, null, ct, said == "paused" && long.TryParse(undo, NumberStyles.None, CultureInfo.InvariantCulture, out var pause) ? pause : null)).NeedsManager();
        pages.MapPost("/settings/business", ChangeAsync).NeedsManager();
        pages.MapPost("/settings/pauses", PauseAsync).NeedsManager();
        pages.MapPost("/settings/pauses/{id:long}/take-back", TakeBackPauseAsync).NeedsManager();
        pages.MapPost("/settings/own-addresses", OwnAddressesAsync).NeedsManager();
        pages.MapPost("/settings/users", InviteAsync).NeedsManager();
        pages.MapPost("/settings/users/{id:guid}/link", LinkAsync).NeedsManager();
        pages.MapPost("/settings/users/{id:guid}/door", DoorAsync).NeedsManager();
        pages.MapPost("/settings/keys", MakeKeyAsync).NeedsManager();
        pages.MapPost("/settings/keys/{id:guid}/revoke", RevokeAsync).NeedsManager();
    }

    private static async Task<IResult> PageAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, string? said, string? secret, string? secretFor, CancellationToken ct, long? undo = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        await using var db = await database.OpenAsync(seen.Who.ToIdentity(), ct);
        return PageResult.Of<SettingsPage>(200, new
        {
            Seen = seen,
            Business = await BusinessSettings.InForceAsync(db, ct),
            Pauses = await Pauses.OfEverybodyAsync(db, seen.Today.AddDays(-PausesOf), ct),
            OwnAddresses = (await PeopleSettings.Section.InForceAsync(db, ct)).OwnAddresses,
            Users = await Users.ReadAsync(db, null, Users.Most, ct),
            Keys = await ApiKeys.ReadAsync(db, alsoRevoked: false, ct),
            Staff = await StaffMember.AllAsync(database, seen.Who.ToIdentity(), ct),
            Said = said,
            Secret = secret,
            SecretFor = secretFor,
            Undo = undo,
        });
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken ct)
    {
        var says = new SettingsTexts(language);
        var form = await FormAsync(http, ct);
        InputText.Check([form["zone"], form["currency"], form["region"], form["locale"], .. form["channel"], .. form["call_status"]]);
        await using var work = await database.BeginAsync(http.Caller().ToActor(), clock.GetUtcNow(), ct);
        await SettingsTurn.TakeAsync(work.Connection, ct);
        var inForce = await BusinessSettings.InForceAsync(work.Connection, ct);
        if (form["version"] != inForce.Version.ToString(CultureInfo.InvariantCulture))
            throw new ChangedMeanwhileException(says.ChangedMeanwhile(inForce.SetBy));
        await new ChangeSettings(
            Given(form["zone"]), Given(form["currency"]), Given(form["region"]), Chosen(form, "channel"), Chosen(form, "call_status"),
            BreakBudget: Number(form["break_budget"], says.BreakBudgetOf, says), BelowBudget: Number(form["below_budget"], says.BelowBudgetOf, says),
            AboveBudget: Number(form["above_budget"], says.AboveBudgetOf, says), LinesADay: Whole(form["lines"], says.LinesADayOf), Locale: Given(form["locale"]),
            CountsVisits: form["counts"] == "asked" ? form["visits"] == "yes" : null).RunAsync(work, ct);
        await work.CommitAsync(ct);
        return TypedResults.LocalRedirect("/settings?said=settings-kept");
    }

    private static async Task<IResult> PauseAsync(HttpContext http, Language language, CancellationToken ct)
    {
        var says = new SettingsTexts(language);
        var form = await FormAsync(http, ct);
        InputText.Check(form["note"]);
        var from = Day(form["from"]) ?? throw new PlainError(says.GiveFirstDay);
        var until = Day(form["until"]) ?? throw new PlainError(says.GiveFirstDayBack);
        DateLimits.Check(from, "from");
        DateLimits.Check(until, "until");
        var entered = await http.DoAsync(new EnterPause(null, from, until, Reason(form["reason"]), Given(form["note"])), ct);
        return TypedResults.LocalRedirect(entered.WasThere ? "/settings?said=said-already" : FormattableString.Invariant($"/settings?said=paused&undo={entered.Id}"));
    }

    private static async Task<IResult> TakeBackPauseAsync(long id, HttpContext http, Language language, CancellationToken ct)
    {
        await FormAsync(http, ct);
        if (!await http.DoAsync(new TakeBackPause(null, id), ct))
            throw new PlainError(new SettingsTexts(language).NoClosure);
        return TypedResults.LocalRedirect("/settings?said=pause-gone");
    }

    private static async Task<IResult> OwnAddressesAsync(HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        var listed = form["addresses"].ToString();
        InputText.CheckCharacters(listed);
        await http.DoAsync(new ChangeOwnAddresses(listed.Split(['\n', '\r', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), ct);
        return TypedResults.LocalRedirect("/settings?said=own-addresses-kept");
    }

    private static async Task<IResult> InviteAsync(HttpContext http, VitalsDatabase database, Links links, Mailing mailing, Language language, TimeProvider clock, CancellationToken ct)
    {
        var says = new TeamTexts(language);
        var form = await FormAsync(http, ct);
        InputText.Check(form["email"], form["name"], form["staff"], form["new_staff_name"]);
        var role = Role(form["role"], says);
        var joins = Given(form["new_staff_name"]);
        var (invited, fate) = await mailing.InviteAsync(
            http, new InviteUser(form["email"].ToString(), form["name"].ToString(), role, joins ?? Given(form["staff"]), joins is not null), static done => done, ct);
        return await PageAsync(
            http, database, clock, fate.IsSent ? says.Invited : says.NotMailed(fate.Why!),
            links.To(invited.Link, http.Request), says.InvitationLink(invited.Email), ct);
    }

    private static async Task<IResult> LinkAsync(Guid id, HttpContext http, VitalsDatabase database, Links links, Language language, TimeProvider clock, CancellationToken ct)
    {
        var says = new TeamTexts(language);
        FoundUser user;
        await using (var db = await database.OpenAsync(http.Caller().ToIdentity(), ct))
            user = await FoundUser.RequireAsync(db, id, ct);
        var made = await http.DoAsync(new MakeLink(user.HasPassword ? LinkPurpose.PasswordReset : LinkPurpose.Invitation, id), ct);
        return await PageAsync(
            http, database, clock, says.LinkMade, links.To(made, http.Request),
            user.HasPassword ? says.PasswordLink : says.NewInvitationLink(user.Email), ct);
    }

    private static async Task<IResult> DoorAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        await http.DoAsync(new ChangeUser(id, null, null, form["close"] == "yes"), ct);
        return TypedResults.LocalRedirect($"/settings?said={(form["close"] == "yes" ? "account-closed" : "account-open")}");
    }

    private static async Task<IResult> MakeKeyAsync(HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken ct)
    {
        var says = new TeamTexts(language);
        var form = await FormAsync(http, ct);
        InputText.Check(form["name"]);
        var scopes = form["scope"].Select(word => KeyScopeWords.Read(word ?? "")).ToList();
        var made = await http.DoAsync(new MakeApiKey(form["name"].ToString(), scopes, null, null), ct);
        return await PageAsync(http, database, clock, says.KeyMade, made.Key, says.KeyOnce, ct);
    }

    private static async Task<IResult> RevokeAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        await http.DoAsync(new RevokeApiKey(id.ToString()), ct);
        return TypedResults.LocalRedirect("/settings?said=key-revoked");
    }

    private static AppRole Role(string? word, TeamTexts says) => Enum.GetValues<AppRole>().Where(role => role.Word() == word).Cast<AppRole?>().FirstOrDefault()
        ?? throw new PlainError(says.NoRole(Enum.GetValues<AppRole>()));

    /// <summary>What was ticked; null for a form that does not ask what counts.</summary>
    private static string[]? Chosen(IFormCollection form, string name) => form["counts"] == "asked" ? [.. form[name].OfType<string>()] : null;

    private static decimal? Number(string? text, string what, SettingsTexts says) => Given(text) is not { } written
        ? null
        : decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new PlainError(says.NoNumber(written, what));
}
