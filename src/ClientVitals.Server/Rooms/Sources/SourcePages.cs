using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Webhooks;
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

    private static async Task<IResult> ListAsync(HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken ct, string? said = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        await using var db = await database.OpenAsync(seen.Who.ToIdentity(), ct);
        return PageResult.Of<SourcesPage>(200, new
        {
            Seen = seen,
            Sources = await CallSources.ReadAsync(db, seen.Now, ct),
            Freshness = (await SourceFreshness.ReadAsync(db, seen.Now, ct)).ToDictionary(one => one.Source),
            Sites = await AllowedOrigins.ReadAsync(db, ct),
            Said = new SourcesTexts(language).Done(said),
        });
    }

    private static async Task<IResult> AddAsync(HttpContext http, VitalsDatabase database, SecretStore secrets, Links links, Language language, TimeProvider clock, CancellationToken ct)
    {
        var says = new SourceTexts(language);
        var form = await FormAsync(http, ct);
        var name = Given(form["name"]) ?? throw new PlainError(new SourcesTexts(language).GiveName);
        var mapping = Mapping(form);
        // A system's ready mapping says how it signs, unless something else is chosen.
        var scheme = Scheme(form) ?? CallMapping.SchemeOf(mapping, Given(form["secret"]));
        var entered = EnteredSecret(form, scheme);
        var change = new ChangeSource(name, mapping, Scheme: scheme);
        string? drawn = null;
        await using (var work = await database.BeginAsync(http.Caller().ToActor(), clock.GetUtcNow(), ct))
        {
            if (!await change.RunAsync(work, ct))
                return TypedResults.LocalRedirect($"/settings/sources/{name}?said=source-there");
            if (!SecretStore.IsOfEnvironment(CallSources.SecretName(name)))
            {
                drawn = entered is null && scheme.DrawsSecret() ? SignatureSchemes.Of(scheme).NewSecret() : null;
                if ((entered ?? drawn) is { } kept)
                    secrets.Keep(CallSources.SecretName(name), kept);
            }
            await work.CommitAsync(ct);
        }
        var said = SecretStore.IsOfEnvironment(CallSources.SecretName(name)) ? says.AddedOfEnvironment(SecretStore.Variable(CallSources.SecretName(name)))
            : (entered ?? drawn) is null ? says.AddedWithoutSecret(scheme)
            : says.Added;
        return await PageAsync(http, database, secrets, links, says, clock, name, new() { Said = said, Secret = drawn }, ct);
    }

    private static Task<IResult> ShowAsync(
        string name, HttpContext http, VitalsDatabase database, SecretStore secrets, Links links, Language language, TimeProvider clock, CancellationToken ct, string? said = null, long? delivery = null, string? mark = null) =>
        PageAsync(http, database, secrets, links, new(language), clock, name, new() { Said = new SourceTexts(language).Done(said), Delivery = delivery, Mark = mark }, ct);

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
        HttpContext http, VitalsDatabase database, SecretStore secrets, Links links, SourceTexts says, TimeProvider clock, string name, Shown shown, CancellationToken ct)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var who = seen.Who.ToIdentity();
        CallSources? source;
        await using (var db = await database.OpenAsync(who, ct))
            source = await CallSources.FindAsync(db, name, seen.Now, ct);
        if (source is null)
            return NoSuchSource(says);
        return PageResult.Of<SourcePage>(200, new
        {
            Seen = seen,
            Source = source,
            Address = links.ToWebhook(source, http.Request),
            Scheme = WebhookSchemeWords.Of(source.Scheme),
            SecretState = StateOf(source, secrets, says),
            SecretIsOfEnvironment = SecretStore.IsOfEnvironment(CallSources.SecretName(source.Name)),
            shown.Said,
            shown.Secret,
            shown.Test,
            Deliveries = await DeliveriesPage.ReadAsync(database, who, source.Name, DeliveriesShown, null, ct),
            shown.Delivery,
            Refused = shown.Delivery is { } delivery ? await RejectsPage.ReadAsync(database, who, delivery, RefusedShown, shown.Mark, ct) : null,
        });
    }

    /// <summary>What is wrong with the secret that is kept here; null = nothing.</summary>
    private static string? StateOf(CallSources source, SecretStore secrets, SourceTexts says)
    {
        var scheme = WebhookSchemeWords.Of(source.Scheme);
        try
        {
            if (secrets.Find(CallSources.SecretName(source.Name)) is not { } secret)
                return scheme.DrawsSecret() ? says.NoSecret : says.NotEntered(scheme);
            SignatureSchemes.Of(scheme).CheckSecret(secret);
            return null;
        }
        catch (PlainError trouble)
        {
            return says.Core(trouble.Said);
        }
    }

    private static async Task<IResult> MapAsync(string name, HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        return await ChangeAsync(http, database, new(language), clock, new(name, Mapping(form), Scheme: Scheme(form)), "source-read", ct);
    }

    private static async Task<IResult> SwitchAsync(string name, HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken ct)
    {
        var says = new SourceTexts(language);
        var isOn = (await FormAsync(http, ct))["on"].ToString() switch
        {
            "yes" => true,
            "no" => false,
            _ => throw new PlainError(says.YesOrNo),
        };
        return await ChangeAsync(http, database, says, clock, new(name, null, isOn), isOn ? "source-on" : "source-off", ct);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http, VitalsDatabase database, SourceTexts says, TimeProvider clock, ChangeSource change, string said, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(http.Caller().ToActor(), clock.GetUtcNow(), ct);
        if (await CallSources.FindAsync(work.Connection, change.Name, clock.GetUtcNow(), ct) is null)
            return NoSuchSource(says);
        await change.RunAsync(work, ct);
        await work.CommitAsync(ct);
        return TypedResults.LocalRedirect($"/settings/sources/{change.Name}?said={said}");
    }

    private static async Task<IResult> RenewAsync(string name, HttpContext http, VitalsDatabase database, SecretStore secrets, Links links, Language language, TimeProvider clock, CancellationToken ct)
    {
        var says = new SourceTexts(language);
        string? drawn;
        await using (var work = await database.BeginAsync(http.Caller().ToActor(), clock.GetUtcNow(), ct))
        {
            if (await CallSources.FindAsync(work.Connection, name, clock.GetUtcNow(), ct) is not { } source)
                return NoSuchSource(says);
            var scheme = WebhookSchemeWords.Of(source.Scheme);
            if (SecretStore.IsOfEnvironment(CallSources.SecretName(name)))
                throw new PlainError(says.OfEnvironment(name, SecretStore.Variable(CallSources.SecretName(name))));
            // A button alone sends no fields: then one is drawn.
            var entered = http.Request.HasFormContentType ? EnteredSecret(await FormAsync(http, ct), scheme) : null;
            if (entered is null && !scheme.DrawsSecret())
                throw new PlainError(says.EnterSecret(scheme));
            drawn = entered is null ? SignatureSchemes.Of(scheme).NewSecret() : null;
            await new Audit(SourceActions.Changed, "source:" + name, new Dictionary<string, string> { ["did"] = "new secret" }).RunAsync(work, ct);
            secrets.Keep(CallSources.SecretName(name), entered ?? drawn!);
            await work.CommitAsync(ct);
        }
        return await PageAsync(http, database, secrets, links, says, clock, name, new() { Said = drawn is null ? says.SecretSaved : says.SecretMade, Secret = drawn }, ct);
    }

    private static async Task<IResult> TestAsync(string name, HttpContext http, VitalsDatabase database, SecretStore secrets, Links links, Language language, TimeProvider clock, CancellationToken ct)
    {
        var says = new SourceTexts(language);
        var form = await FormAsync(http, ct);
        var message = Given(form["message"]);
        InputText.Check(form["secret"]);
        InputText.CheckCharacters(message ?? "");
        CallSources? source;
        await using (var db = await database.OpenAsync(http.Caller().ToIdentity(), ct))
            source = await CallSources.FindAsync(db, name, clock.GetUtcNow(), ct);
        if (source is null)
            return NoSuchSource(says);
        var entities = SourceTest.EntitiesOf(source.Mapping);
        var entity = entities.FirstOrDefault(one => one.Name == form["entity"]) ?? (entities.Count > 0 ? entities[0] : Entities.OfMapping(source.Mapping));
        var test = await SourceTest.RunAsync(source, entity, Given(form["secret"]), message, links.ToWebhook(source, http.Request), new(language), database, secrets, clock.GetUtcNow(), ct);
        return await PageAsync(http, database, secrets, links, says, clock, name, new() { Test = test with { Entity = entity.Name } }, ct);
    }

    private static async Task<IResult> RemoveAsync(string name, HttpContext http, VitalsDatabase database, SecretStore secrets, Language language, TimeProvider clock, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(http.Caller().ToActor(), clock.GetUtcNow(), ct);
        if (await CallSources.FindAsync(work.Connection, name, clock.GetUtcNow(), ct) is null)
            return NoSuchSource(new(language));
        await new RemoveSource(name).RunAsync(work, ct);
        await work.CommitAsync(ct);
        secrets.Forget(CallSources.SecretName(name));
        return TypedResults.LocalRedirect("/settings/sources?said=source-gone");
    }

    private static async Task<IResult> SiteAsync(HttpContext http, Language language, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        InputText.Check(form["site"]);
        var site = Given(form["site"]) ?? throw new PlainError(new SourcesTexts(language).GiveSite);
        var forbids = form["forbid"] == "yes";
        await http.DoAsync(new ChangeSite(site, !forbids), ct);
        return TypedResults.LocalRedirect($"/settings/sources?said={(forbids ? "site-forbidden" : "site-allowed")}");
    }

    /// <summary>A mapping of one's own as JSON, else a ready one by its name.</summary>
    /// <exception cref="PlainError">It is neither.</exception>
    private static string Mapping(IFormCollection form)
    {
        var mapping = Given(form["own_mapping"]) ?? Given(form["mapping"]) ?? "columns";
        InputText.Check(mapping);
        Entities.CheckMapping(mapping);
        return mapping;
    }

    /// <summary>The scheme chosen; null = none.</summary>
    /// <exception cref="PlainError">There is no such scheme.</exception>
    private static WebhookScheme? Scheme(IFormCollection form) => Given(form["scheme"]) is { } word ? WebhookSchemeWords.Of(word) : null;

    /// <summary>The secret that the other system has, where it was entered.</summary>
    /// <exception cref="PlainError">It cannot be one.</exception>
    private static string? EnteredSecret(IFormCollection form, WebhookScheme scheme)
    {
        InputText.Check(form["secret"]);
        var secret = Given(form["secret"]);
        if (secret is not null)
            SignatureSchemes.Of(scheme).CheckSecret(secret);
        return secret;
    }

    private static RazorComponentResult NoSuchSource(SourceTexts says) =>
        PageResult.Of<MessagePage>(404, new { Title = says.None, Sentence = says.NoneHint, Href = "/settings/sources", Where = says.Sources });
}
