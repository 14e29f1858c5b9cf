using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Notices;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>One's own notices and preferences; channels and deliveries for those who manage the business.</summary>
internal static class NoticeRoutes
{
    private const string NoAccount = "Notices belong to an account, and this key has none; sign in.";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/notices", ListAsync).Needs(KeyScope.Read).WithSummary("What your account was told in the app, the latest first; up to 100. Go on with before = the last id.");
        api.MapPost("/notices/read", ReadAsync).Needs(KeyScope.Read).WithSummary("Marks your notices as read: those of ids, or all; isRead false marks them as new.");
        api.MapGet("/notices/preferences", PreferencesAsync).Needs(KeyScope.Read).WithSummary("What your account wants to hear of, and when.");
        api.MapPut("/notices/preferences", ChangeAsync).Needs(KeyScope.Read).WithSummary("Saves what your account wants to hear of.")
            .WithDescription("Minutes are of the business's day, 0 to 1439. quietFrom the same as quietUntil = no quiet hours; digestAt -1 = each mail at once; null = as the business set.");
        api.MapGet("/notices/channels", ChannelsAsync).NeedsManager().WithSummary("The channels of the business with their health, by name.");
        api.MapPut("/notices/channels/{name}", SaveAsync).NeedsManager().WithSummary("Adds a channel or changes it; a secret that is drawn is given only in this answer.")
            .WithDescription("kind SLACK, TEAMS or WEBHOOK with address = the webhook's address, or MAIL with address = an e-mail. The address is kept as a secret of this server and never given back; leave it out to keep it.");
        api.MapDelete("/notices/channels/{name}", RemoveAsync).NeedsManager().ProducesProblem(404).WithSummary("Removes a channel; what was sent to it stays on record.");
        api.MapPost("/notices/channels/{name}/test", TestAsync).NeedsManager().ProducesProblem(404).WithSummary("Sends a test to a channel and says what came of it.");
        api.MapGet("/notices/deliveries", DeliveriesAsync).NeedsManager().WithSummary("Deliveries by mail and channel, the latest first; state: queued, held, sending, delivered, accepted or dead.");
        api.MapPost("/notices/deliveries/{id:long}/retry", RetryAsync).NeedsManager().ProducesProblem(404).WithSummary("Sends again what was given up.");
    }

    internal sealed record Marked(long[]? Ids, bool? IsRead);

    internal sealed record Done(int Changed);

    internal sealed record Preferences(string[]? NoBell, string[]? NoMail, int? QuietFrom, int? QuietUntil, int? DigestAt);

    /// <param name="Kinds">Kinds of notices it is for; null = all.</param>
    /// <param name="Secret">What a webhook's messages are signed with (whsec_...); null = one is drawn.</param>
    internal sealed record NewChannel(ChannelKind Kind, string? Address, NoticeSeverity? LeastSeverity, string[]? Kinds, string? Secret);

    /// <param name="Secret">The signing secret that was drawn, given only in this answer.</param>
    internal sealed record ChannelSaved(string Name, bool IsNew, string? Secret);

    /// <param name="State">delivered; accepted: taken, and nobody tells whether it was shown; not-sent; sending: another server is at it.</param>
    internal sealed record Tested(string State, string? Why, string? Receipt);

    private static async Task<Ok<IReadOnlyList<OwnNotice>>> ListAsync(HttpContext http, VitalsDatabase database, CancellationToken ct, long? before = null, int size = OwnNotice.Most)
    {
        Cursor.Size(size);
        var caller = http.Caller();
        return TypedResults.Ok(await OwnNotice.ReadAsync(database, caller.ToIdentity(), caller.UserId ?? throw new PlainError(NoAccount), before, Math.Min(size, OwnNotice.Most), ct));
    }

    private static async Task<Ok<Done>> ReadAsync(Marked body, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(new Done(await http.DoAsync(new MarkRead(body.Ids, body.IsRead ?? true), ct)));

    private static async Task<Ok<NoticePreferences>> PreferencesAsync(HttpContext http, VitalsDatabase database, CancellationToken ct)
    {
        var caller = http.Caller();
        return TypedResults.Ok(await NoticePreferences.ReadAsync(database, caller.ToIdentity(), caller.UserId ?? throw new PlainError(NoAccount), ct));
    }

    private static async Task<Ok<NoticePreferences>> ChangeAsync(Preferences body, HttpContext http, CancellationToken ct)
    {
        InputText.Check([.. body.NoBell ?? [], .. body.NoMail ?? []]);
        return TypedResults.Ok(await http.DoAsync(new ChangePreferences(new(body.NoBell ?? [], body.NoMail ?? [], body.QuietFrom, body.QuietUntil, body.DigestAt)), ct));
    }

    private static async Task<Ok<IReadOnlyList<NoticeChannel>>> ChannelsAsync(HttpContext http, VitalsDatabase database, CancellationToken ct) =>
        TypedResults.Ok(await NoticeChannel.ReadAsync(database, http.Caller().ToIdentity(), ct));

    private static async Task<Ok<ChannelSaved>> SaveAsync(string name, NewChannel body, HttpContext http, SaveChannel channels, CancellationToken ct)
    {
        InputText.Check([name, body.Address, body.Secret, .. body.Kinds ?? []]);
        var saved = await channels.SaveAsync(http, new(name, body.Kind, body.Address, body.LeastSeverity ?? NoticeSeverity.Info, body.Kinds, body.Secret), ct);
        return TypedResults.Ok(new ChannelSaved(name, saved.IsNew, saved.Secret));
    }

    private static async Task<NoContent> RemoveAsync(string name, HttpContext http, SaveChannel channels, CancellationToken ct)
    {
        InputText.Check(name);
        ChangeChannel.CheckName(name);
        await channels.RemoveAsync(http, name, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Tested>> TestAsync(string name, HttpContext http, SaveChannel channels, CancellationToken ct)
    {
        InputText.Check(name);
        return TypedResults.Ok(await channels.TestAsync(http, name, ct) is not { } came ? new Tested("sending", null, null)
            : new(came.IsTaken ? came.Result.ToString().ToLowerInvariant() : "not-sent", came.Why, came.Receipt));
    }

    private static async Task<Ok<IReadOnlyList<DeliveryRecord>>> DeliveriesAsync(HttpContext http, VitalsDatabase database, CancellationToken ct, string? state = null, int size = 100)
    {
        Cursor.Size(size);
        return TypedResults.Ok(await DeliveryRecord.ReadAsync(database, http.Caller().ToIdentity(), DeliveryRecord.ReadState(state), size, ct));
    }

    private static async Task<Ok<Done>> RetryAsync(long id, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(new Done(await http.DoAsync(new RetryDelivery(id), ct)));
}
