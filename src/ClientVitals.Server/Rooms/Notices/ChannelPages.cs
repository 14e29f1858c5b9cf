using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Notices;
using ClientVitals.Server.Mail;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>The channels of the business: their health, a test, what was given up; for those who manage it, in person.</summary>
internal static class ChannelPages
{
    private const int DeadShown = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/settings/notices", (HttpContext http, VitalsDatabase database, MailServer mail, Language language, TimeProvider clock, CancellationToken ct, string? said = null, int? count = null) =>
            PageAsync(http, database, mail, clock, new ChannelTexts(language).Done(said, count ?? 0), null, null, ct)).NeedsManager();
        pages.MapPost("/settings/notices/channels", SaveAsync).NeedsManager();
        pages.MapPost("/settings/notices/channels/remove", RemoveAsync).NeedsManager();
        pages.MapPost("/settings/notices/test", TestAsync).NeedsManager();
        pages.MapPost("/settings/notices/retry", RetryAsync).NeedsManager();
        pages.MapPost("/settings/notices/hours", HoursAsync).NeedsManager();
    }

    private static async Task<IResult> PageAsync(
        HttpContext http, VitalsDatabase database, MailServer mail, TimeProvider clock, string? said, string? wrong, string? secret, CancellationToken ct)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var who = seen.Who.ToIdentity();
        var channels = await NoticeChannel.ReadAsync(database, who, ct);
        var dead = await DeliveryRecord.ReadAsync(database, who, "dead", DeadShown, ct);
        await using var db = await database.OpenAsync(who, ct);
        return PageResult.Of<ChannelsPage>(200, new
        {
            Seen = seen,
            Channels = channels,
            Dead = dead,
            Hours = await NoticeSettings.Section.InForceAsync(db, ct),
            CanMail = mail.IsSet,
            Said = said,
            Wrong = wrong,
            Secret = secret,
        });
    }

    private static async Task<IResult> SaveAsync(HttpContext http, VitalsDatabase database, MailServer mail, SaveChannel channels, Language language, TimeProvider clock, CancellationToken ct)
    {
        var says = new ChannelTexts(language);
        var form = await FormAsync(http, ct);
        InputText.Check(form["name"], form["address"], form["secret"], form["kinds"]);
        var kinds = Given(form["kinds"])?.Split([',', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var saved = await channels.SaveAsync(
            http,
            new(Given(form["name"]) ?? throw new PlainError(says.GiveName), ChannelKindWords.Of(form["kind"]), Given(form["address"]), NoticeSeverityWords.Of(Given(form["least"]) ?? "info"), kinds, Given(form["secret"])),
            ct);
        return await PageAsync(http, database, mail, clock, saved.IsNew ? says.Added : says.Changed, null, saved.Secret, ct);
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, SaveChannel channels, CancellationToken ct)
    {
        var name = (await FormAsync(http, ct))["name"].ToString();
        InputText.Check(name);
        ChangeChannel.CheckName(name);
        await channels.RemoveAsync(http, name, ct);
        return TypedResults.LocalRedirect("/settings/notices?said=removed");
    }

    private static async Task<IResult> TestAsync(HttpContext http, VitalsDatabase database, MailServer mail, SaveChannel channels, Language language, TimeProvider clock, CancellationToken ct)
    {
        var says = new ChannelTexts(language);
        var name = Given((await FormAsync(http, ct))["name"]);
        InputText.Check(name);
        if (name is null && !mail.IsSet)
            throw new PlainError(says.NoMailServer);
        var came = await channels.TestAsync(http, name, ct);
        var isWrong = came is { IsTaken: false };
        return await PageAsync(http, database, mail, clock, isWrong ? null : says.Tested(came), isWrong ? says.NotSent(came!.Why!) : null, null, ct);
    }

    private static async Task<IResult> RetryAsync(HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        var id = Given(form["id"]) is not { } written ? (long?)null
            : long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var one) ? one
            : throw new PlainError("This is not a delivery; choose one from the list.");
        var again = await http.DoAsync(new RetryDelivery(id), ct);
        return TypedResults.LocalRedirect(FormattableString.Invariant($"/settings/notices?said=again&count={again}"));
    }

    private static async Task<IResult> HoursAsync(HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        var hours = new NoticeSettings(
            NoticeHours.Read(form["quiet_from"].ToString()), NoticeHours.Read(form["quiet_until"].ToString()),
            Given(form["digest_at"]) is { } at ? NoticeHours.Read(at) : NoticeHours.AtOnce).Checked();
        await http.DoAsync(new ChangeSection<NoticeSettings>(NoticeSettings.Section, hours), ct);
        return TypedResults.LocalRedirect("/settings/notices?said=hours");
    }
}
