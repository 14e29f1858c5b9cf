using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>Systems that post calls by themselves: added, tried, paused, removed; and the sites whose pages may call.</summary>
internal static class SourcePages
{
    private const int DeliveriesShown = 10, RefusedShown = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/settings/sources", ListAsync).NeedsManager();
        pages.MapPost("/settings/sources", AddAsync).NeedsManager();
        pages.MapGet("/settings/sources/{name}", ShowAsync).NeedsManager();
        pages.MapPost("/settings/sources/{name}/mapping", MapAsync).NeedsManager();
        pages.MapPost("/settings/sources/{name}/switch", SwitchAsync).NeedsManager();
        pages.MapPost("/settings/sources/{name}/secret", RenewAsync).NeedsManager();
        pages.MapPost("/settings/sources/{name}/test", TestAsync).NeedsManager();
        pages.MapPost("/settings/sources/{name}/remove", RemoveAsync).NeedsManager();
        pages.MapPost("/settings/sites", SiteAsync).NeedsManager();
    }

    private static async Task<IResult> ListAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel, string? said = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        await using var db = await database.OpenAsync(seen.Who.ToIdentity(), cancel);
        return PageResult.Of<SourcesPage>(200, new
        {
            Seen = seen,
            Sources = await CallSources.ReadAsync(db, seen.Now, cancel),
            Freshness = (await SourceFreshness.ReadAsync(db, seen.Now, cancel)).ToDictionary(one => one.Source),
            Sites = await AllowedOrigins.ReadAsync(db, cancel),
            Said = FlashMessages.Of(said),
        });
    }

    private static async Task<IResult> AddAsync(HttpContext http, VitalsDatabase database, Secrets secrets, Links links, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        var name = Given(form["name"]) ?? throw new PlainError("Give the source a name, such as telephony.");
        var mapping = Mapping(form);
        var change = new ChangeSource(name, mapping);
        string? secret = null;
        await using (var work = await database.BeginAsync(cancel))
        {
            if (!await change.RunAsync(work.Connection, clock.GetUtcNow(), cancel))
                return TypedResults.LocalRedirect($"/settings/sources/{name}?said=source-there");
            if (!Secrets.IsOfEnvironment(CallSources.SecretName(name)))
                secrets.Keep(CallSources.SecretName(name), secret = WebhookSignature.NewSecret());
            await RecordAsync(work, http, clock, name, "added", cancel);
            await work.CommitAsync(cancel);
        }
        return await PageAsync(http, database, secrets, links, clock, name, new()
        {
            Said = secret is null ? $"The source is added; its secret is the one of the environment, {Secrets.Variable(CallSources.SecretName(name))}." : "The source is added.",
            Secret = secret,
        }, cancel);
    }

    private static Task<IResult> ShowAsync(
        string name, HttpContext http, VitalsDatabase database, Secrets secrets, Links links, TimeProvider clock, CancellationToken cancel, string? said = null, long? delivery = null, string? mark = null) =>
        PageAsync(http, database, secrets, links, clock, name, new() { Said = FlashMessages.Of(said), Delivery = delivery, Mark = mark }, cancel);

    /// <summary>What a page of a source shows beside what is always there.</summary>
    private sealed record Shown
    {
        public string? Said { get; init; }
        public string? Secret { get; init; }
        public SourceTest? Test { get; init; }
        public long? Delivery { get; init; }
        public string? Mark { get; init; }
    }

    private static async Task<IResult> PageAsync(
        HttpContext http, VitalsDatabase database, Secrets secrets, Links links, TimeProvider clock, string name, Shown shown, CancellationToken cancel)
    {
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        var who = seen.Who.ToIdentity();
        CallSources? source;
        await using (var db = await database.OpenAsync(who, cancel))
            source = await CallSources.FindAsync(db, name, seen.Now, cancel);
        if (source is null)
            return NoSuchSource();
        return PageResult.Of<SourcePage>(200, new
        {
            Seen = seen,
            Source = source,
            Address = links.ToWebhook(source.Name, http.Request),
            SecretState = StateOf(source, secrets),
            SecretIsOfEnvironment = Secrets.IsOfEnvironment(CallSources.SecretName(source.Name)),
            shown.Said,
            shown.Secret,
            shown.Test,
            Deliveries = await DeliveriesPage.ReadAsync(database, who, source.Name, DeliveriesShown, null, cancel),
            shown.Delivery,
            Refused = shown.Delivery is { } delivery ? await RejectsPage.ReadAsync(database, who, delivery, RefusedShown, shown.Mark, cancel) : null,
        });
    }

    /// <summary>What is wrong with the secret that is kept here; null = nothing.</summary>
    private static string? StateOf(CallSources source, Secrets secrets)
    {
        try
        {
            if (secrets.Find(CallSources.SecretName(source.Name)) is not { } secret)
                return "There is none on this server: every message is refused. Draw one.";
            WebhookSignature.Sign(secret, "id", "0", "{}"u8);
            return null;
        }
        catch (PlainError trouble)
        {
            return trouble.Message;
        }
    }

    private static async Task<IResult> MapAsync(string name, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel) =>
        await ChangeAsync(http, database, clock, new(name, Mapping(await FormAsync(http, cancel))), "mapping", "source-read", cancel);

    private static async Task<IResult> SwitchAsync(string name, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var isOn = (await FormAsync(http, cancel))["on"].ToString() switch
        {
            "yes" => true,
            "no" => false,
            _ => throw new PlainError("Say whether the source's messages are to be taken: yes or no."),
        };
        return await ChangeAsync(http, database, clock, new(name, null, isOn), isOn ? "resumed" : "paused", isOn ? "source-on" : "source-off", cancel);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, ChangeSource change, string did, string said, CancellationToken cancel)
    {
        await using var work = await database.BeginAsync(cancel);
        if (await CallSources.FindAsync(work.Connection, change.Name, clock.GetUtcNow(), cancel) is null)
            return NoSuchSource();
        await change.RunAsync(work.Connection, clock.GetUtcNow(), cancel);
        await RecordAsync(work, http, clock, change.Name, did, cancel);
        await work.CommitAsync(cancel);
        return TypedResults.LocalRedirect($"/settings/sources/{change.Name}?said={said}");
    }

    private static async Task<IResult> RenewAsync(string name, HttpContext http, VitalsDatabase database, Secrets secrets, Links links, TimeProvider clock, CancellationToken cancel)
    {
        var secret = WebhookSignature.NewSecret();
        await using (var work = await database.BeginAsync(cancel))
        {
            if (await CallSources.FindAsync(work.Connection, name, clock.GetUtcNow(), cancel) is null)
                return NoSuchSource();
            if (Secrets.IsOfEnvironment(CallSources.SecretName(name)))
                throw new PlainError($"The secret of {name} comes from this server's environment ({Secrets.Variable(CallSources.SecretName(name))}); change it there.");
            await RecordAsync(work, http, clock, name, "new secret", cancel);
            secrets.Keep(CallSources.SecretName(name), secret);
            await work.CommitAsync(cancel);
        }
        return await PageAsync(http, database, secrets, links, clock, name, new() { Said = "The secret is drawn; the old one holds no longer.", Secret = secret }, cancel);
    }

    private static async Task<IResult> TestAsync(string name, HttpContext http, VitalsDatabase database, Secrets secrets, Links links, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        var message = Given(form["message"]);
        InputText.Check(form["secret"]);
        InputText.CheckCharacters(message ?? "");
        CallSources? source;
        await using (var db = await database.OpenAsync(http.Caller().ToIdentity(), cancel))
            source = await CallSources.FindAsync(db, name, clock.GetUtcNow(), cancel);
        if (source is null)
            return NoSuchSource();
        var test = await SourceTest.RunAsync(source, Given(form["secret"]), message, database, secrets, clock.GetUtcNow(), cancel);
        return await PageAsync(http, database, secrets, links, clock, name, new() { Test = test }, cancel);
    }

    private static async Task<IResult> RemoveAsync(string name, HttpContext http, VitalsDatabase database, Secrets secrets, TimeProvider clock, CancellationToken cancel)
    {
        await using var work = await database.BeginAsync(cancel);
        if (await CallSources.FindAsync(work.Connection, name, clock.GetUtcNow(), cancel) is null)
            return NoSuchSource();
        await new RemoveSource(name).RunAsync(work.Connection, cancel);
        await RecordAsync(work, http, clock, name, "removed", cancel);
        await work.CommitAsync(cancel);
        secrets.Forget(CallSources.SecretName(name));
        return TypedResults.LocalRedirect("/settings/sources?said=source-gone");
    }

    private static async Task<IResult> SiteAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        InputText.Check(form["site"]);
        var site = Given(form["site"]) ?? throw new PlainError("Name the site, as https://app.example.com.");
        var forbids = form["forbid"] == "yes";
        var now = clock.GetUtcNow();
        await using var work = await database.BeginAsync(cancel);
        var changed = forbids
            ? await AllowedOrigins.ForbidAsync(work.Connection, site, cancel)
            : await AllowedOrigins.AllowAsync(work.Connection, site, now, cancel);
        if (changed)
            await new Audit(AuditAction.SitesChanged, null, new Dictionary<string, string> { ["did"] = forbids ? "forbidden" : "allowed", ["site"] = new Uri(site).GetLeftPart(UriPartial.Authority) }).RunAsync(work.Connection, now, http.Caller().Who, cancel);
        await work.CommitAsync(cancel);
        return TypedResults.LocalRedirect($"/settings/sources?said={(forbids ? "site-forbidden" : "site-allowed")}");
    }

    /// <summary>A mapping of one's own as JSON, else a ready one by its name.</summary>
    /// <exception cref="PlainError">It is neither.</exception>
    private static string Mapping(IFormCollection form)
    {
        var mapping = Given(form["own_mapping"]) ?? Given(form["mapping"]) ?? "columns";
        InputText.Check(mapping);
        CallMapping.Of(mapping);
        return mapping;
    }

    private static Task RecordAsync(UnitOfWork work, HttpContext http, TimeProvider clock, string name, string did, CancellationToken cancel) =>
        new Audit(AuditAction.SourceChanged, "source:" + name, new Dictionary<string, string> { ["did"] = did }).RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Who, cancel);

    private static RazorComponentResult NoSuchSource() => PageResult.Of<MessagePage>(404, new
    {
        Title = "No such source",
        Sentence = "There is no source of that name; it may have been removed.",
        Href = "/settings/sources",
        Where = "Sources",
    });
}
