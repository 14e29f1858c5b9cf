using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Rooms.Notices;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Start;

/// <summary>The first steps: on Today while there are some, and on a page of their own for good.</summary>
internal static class StartPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/start", (HttpContext http, CancellationToken ct, string? said = null, int? count = null) =>
            PageAsync(http, new StartTexts(Language.Of(http)).Flash(said, count), null, null, null, ct)).NeedsManager();
        pages.MapPost("/start/zone", ZoneAsync).NeedsManager();
        pages.MapPost("/start/steps", StepAsync).NeedsManager();
        pages.MapPost("/start/coaches", InviteAsync).NeedsManager();
        pages.MapPost("/start/coaches/{change:long}/take-back", TakeBackAsync).NeedsManager();
    }

    private static async Task<IResult> PageAsync(HttpContext http, string? said, InviteCoach.Done? invited, string? link, Sentence? notMailed, CancellationToken ct)
    {
        var services = http.RequestServices;
        var seen = await PageContext.OfAsync(http, services.GetRequiredService<VitalsDatabase>(), services.GetRequiredService<TimeProvider>(), ct);
        return PageResult.Of<StartPage>(200, new
        {
            Seen = seen,
            Start = await StartView.OfPageAsync(services, seen, ct),
            Said = said,
            Invited = invited,
            Link = link,
            NotMailed = notMailed,
        });
    }

    private static async Task<RedirectHttpResult> ZoneAsync(HttpContext http, FirstAnalysis analysis, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        InputText.Check(form["zone"], form["region"]);
        var zone = Given(form["zone"]) ?? throw new PlainError("Write your time zone, such as Asia/Dubai or Europe/Berlin.");
        var isAnother = await http.DoAsync(
            async (work, stop) =>
            {
                var before = await BusinessSettings.InForceAsync(work.Connection, stop);
                var after = await new ChangeSettings(zone, PhoneRegion: Given(form["region"])?.ToUpperInvariant()).RunAsync(work, stop);
                // Who keeps the zone that is there has chosen it, too.
                if (after.BusinessZone == before.BusinessZone)
                    await new LeaveOutStep(FirstStep.Zone).RunAsync(work, stop);
                return after.BusinessZone != before.BusinessZone;
            },
            ct);
        // Days of another zone are other days: who imported first is judged again.
        if (isAnother && (await FirstHour.ReadAsync(database, clock.GetUtcNow(), ct)).IsAnalysed)
            await analysis.BeginAsync(http.Caller().ToActor(), ct);
        return Back(form);
    }

    private static async Task<RedirectHttpResult> StepAsync(HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        var word = form["step"].ToString();
        var step = Enum.GetValues<FirstStep>().Where(one => one.ToString().Equals(word, StringComparison.OrdinalIgnoreCase)).Cast<FirstStep?>().FirstOrDefault()
            ?? throw new PlainError($"The step must be one of {string.Join(", ", Enum.GetNames<FirstStep>()).ToLowerInvariant()}, not \"{word}\".");
        var isTakenBack = form["undo"] == "yes";
        await http.DoAsync(new LeaveOutStep(step, isTakenBack), ct);
        return step == FirstStep.All && !isTakenBack ? TypedResults.LocalRedirect("/?said=" + StartView.Hidden) : Back(form);
    }

    private static async Task<IResult> InviteAsync(HttpContext http, Links links, Mailing mailing, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        InputText.Check(form["email"], form["staff"]);
        var staff = Given(form["staff"]) ?? throw new PlainError("Say which coach is invited: choose a name from the list.");
        var name = Given(form["name"]) ?? staff;
        var (done, fate) = await mailing.InviteAsync(http, new InviteCoach(form["email"].ToString(), staff, name), static invited => invited.Invited, ct);
        return await PageAsync(http, null, done, links.To(done.Invited.Link, http.Request), fate.IsSent ? null : fate.Why, ct);
    }

    private static async Task<RedirectHttpResult> TakeBackAsync(long change, HttpContext http, CancellationToken ct)
    {
        await FormAsync(http, ct);
        var back = await http.DoAsync(new TakeBackClients(change), ct);
        return TypedResults.LocalRedirect(FormattableString.Invariant($"/start?said={StartTexts.ClientsBack}&count={back}"));
    }

    private static RedirectHttpResult Back(IFormCollection form) => TypedResults.LocalRedirect(LocalAddress.Of(form["to"]));
}
