using System.CommandLine;
using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Webhooks;

namespace ClientVitals.Cli.Sources;

/// <summary><c>vitals sources</c>: systems that post calls by themselves, and the sites whose pages may call the API.</summary>
internal static class SourcesCommand
{
    private static readonly Argument<string> Named = new("name") { Description = "Small letters, digits and dashes; it becomes part of the address and is recorded on the calls." };

    private static readonly Option<string?> Mapping = new("--mapping")
    {
        Description = $"How its messages are read: {string.Join("; ", Entities.All.Select(entity => $"{entity.Name} by {string.Join(", ", entity.ReadyMappings)}"))}; or by a mapping as JSON. Default: columns, by the names of values as an import reads them.",
        HelpName = "mapping",
    };

    private static readonly Option<string?> Scheme = new("--scheme")
    {
        Description = $"How its messages are signed: {string.Join(", ", WebhookSchemeWords.Words)}. Default: as the system of the mapping does; otherwise standard (Standard Webhooks).",
        HelpName = "scheme",
    };

    private static readonly Option<string?> Secret = new("--secret")
    {
        Description = "The secret its messages are signed with, where the other system has one (Twilio's Auth Token, Aircall's webhook token, HubSpot's client secret, Stripe's signing secret, whsec_...); \"-\" reads it from standard input. Default: for standard and calendly one is made and printed once.",
        HelpName = "secret",
    };

    private static readonly Argument<string> Site = new("site") { Description = "Scheme, host and port: https://app.example.com" };

    public static Command Command()
    {
        var list = new Command("list", "List the systems that post calls, with their recent messages.") { Output.Format };
        list.SetAction(ListAsync);
        var add = new Command("add", "Add a system that posts calls: prints what to enter there and, once, the secret if one is made here. Example: vitals sources add telephony --mapping aircall") { Named, Mapping, Scheme, Secret };
        add.SetAction(AddAsync);
        var change = new Command("change", "Change how a source's messages are read (--mapping) or signed (--scheme).") { Named, Mapping, Scheme };
        change.SetAction(ChangeAsync);
        var enable = new Command("enable", "Accept a source's messages again.") { Named };
        enable.SetAction((parsed, ct) => SwitchAsync(parsed, true, ct));
        var disable = new Command("disable", "Stop accepting a source's messages.") { Named };
        disable.SetAction((parsed, ct) => SwitchAsync(parsed, false, ct));
        var renew = new Command("new-secret", "Enter the secret that the sender has, or make a new one; the old one stops working.") { Named, Secret };
        renew.SetAction(RenewAsync);
        var remove = new Command("remove", "Remove a source that is disabled, with its secret; its calls stay.") { Named };
        remove.SetAction(RemoveAsync);
        return new Command("sources", "Systems that post calls (webhooks), and other sites whose pages may call the API.")
        {
            list, add, change, enable, disable, renew, remove, SitesCommand(),
        };
    }

    private static Command SitesCommand()
    {
        var list = new Command("list", "Sites whose pages may call the API from a browser, with a key.") { Output.Format };
        list.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            await using var db = await database.OpenAsync(ct);
            Output.Write(await AllowedOrigins.ReadAsync(db, ct), parsed.GetValue(Output.Format));
            return Door.Done;
        });
        var allow = new Command("allow", "Allow a site's pages to call the API with a key.") { Site };
        allow.SetAction((parsed, ct) => SiteAsync(parsed, allowed: true, "can call the API from now on", "can already call the API", ct));
        var forbid = new Command("forbid", "No longer allow a site's pages to call the API.") { Site };
        forbid.SetAction((parsed, ct) => SiteAsync(parsed, allowed: false, "can no longer call the API", "could not call the API anyway", ct));
        return new Command("sites", "Other sites whose pages may call the API from a browser.") { list, allow, forbid };
    }

    private static async Task<int> SiteAsync(ParseResult parsed, bool allowed, string changed, string already, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var did = await database.DoAsync(new ChangeSite(parsed.GetRequiredValue(Site), allowed), ct);
        Console.WriteLine($"{parsed.GetRequiredValue(Site)} {(did ? changed : already)}.");
        return Door.Done;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var sources = await CallSources.ReadAsync(db, TimeProvider.System.GetUtcNow(), ct);
        if (sources.Count == 0 && parsed.GetValue(Output.Format) == OutputFormat.Table)
        {
            Console.WriteLine("No system posts calls yet. Add one: vitals sources add NAME --mapping aircall");
            return Door.Done;
        }
        Output.Write(sources, parsed.GetValue(Output.Format));
        return Door.Done;
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken ct)
    {
        var name = parsed.GetRequiredValue(Named);
        if (parsed.GetValue(Mapping) is { } mapping)
            Entities.CheckMapping(mapping);
        var given = await GivenAsync(parsed, ct);
        var scheme = SchemeOf(parsed) ?? CallMapping.SchemeOf(parsed.GetValue(Mapping) ?? "columns", given);
        await using var database = Door.Database(parsed);
        await using var work = await database.BeginAsync(Acting.Self, TimeProvider.System.GetUtcNow(), ct);
        if (!await new ChangeSource(name, parsed.GetValue(Mapping), Scheme: scheme).RunAsync(work, ct))
            throw new PlainError($"{name} is a source already; change it with vitals sources change, or give another name.");
        var secret = SecretOf(given, scheme);
        if (secret is not null)
            new SecretStore(VitalsHome.Find()).Keep(CallSources.SecretName(name), secret);
        await work.CommitAsync(ct);
        var number = 0;
        foreach (var step in SetupSteps.Of(scheme, $"/webhooks/{Entities.OfMapping(parsed.GetValue(Mapping) ?? "columns").Name}/{name} of this server"))
            Console.WriteLine($"{++number}. {step}");
        Tell(name, scheme, secret, parsed.GetValue(Secret) is null);
        return Door.Done;
    }

    private static WebhookScheme? SchemeOf(ParseResult parsed) => parsed.GetValue(Scheme) is { } word ? WebhookSchemeWords.Of(word) : null;

    private static async Task<int> ChangeAsync(ParseResult parsed, CancellationToken ct)
    {
        var (mapping, scheme) = (parsed.GetValue(Mapping), SchemeOf(parsed));
        if (mapping is null && scheme is null)
            throw new PlainError("Say how its messages are read (--mapping) or signed (--scheme).");
        if (mapping is not null)
            Entities.CheckMapping(mapping);
        string[] changed = [.. mapping is null ? [] : new[] { $"uses the mapping {mapping}" }, .. scheme is null ? [] : new[] { $"is signed by {scheme.Value.Name()}" }];
        return await AlterAsync(parsed, new ChangeSource(parsed.GetRequiredValue(Named), mapping, Scheme: scheme), $"{string.Join(" and ", changed)} from now on", ct);
    }

    private static Task<int> SwitchAsync(ParseResult parsed, bool enabled, CancellationToken ct) =>
        AlterAsync(parsed, new ChangeSource(parsed.GetRequiredValue(Named), null, enabled), enabled ? "is resumed: its messages are accepted" : "is paused: its messages are refused", ct);

    private static async Task<int> AlterAsync(ParseResult parsed, ChangeSource change, string changed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var work = await database.BeginAsync(Acting.Self, TimeProvider.System.GetUtcNow(), ct);
        await RequireAsync(work, change.Name, ct);
        await change.RunAsync(work, ct);
        await work.CommitAsync(ct);
        Console.WriteLine($"{change.Name} {changed}.");
        return Door.Done;
    }

    private static async Task<int> RenewAsync(ParseResult parsed, CancellationToken ct)
    {
        var name = parsed.GetRequiredValue(Named);
        await using var database = Door.Database(parsed);
        await using var work = await database.BeginAsync(Acting.Self, TimeProvider.System.GetUtcNow(), ct);
        var scheme = WebhookSchemeWords.Of((await RequireAsync(work, name, ct)).Scheme);
        var secret = SecretOf(await GivenAsync(parsed, ct), scheme)
            ?? throw new PlainError($"{scheme.Name()} has the {scheme.SecretName()}, and it cannot be made here; give it with --secret - on standard input.");
        await new Audit(SourceActions.Changed, "source:" + name, new Dictionary<string, string> { ["did"] = "new secret" }).RunAsync(work, ct);
        new SecretStore(VitalsHome.Find()).Keep(CallSources.SecretName(name), secret);
        await work.CommitAsync(ct);
        Tell(name, scheme, secret, parsed.GetValue(Secret) is null);
        return Door.Done;
    }

    private static async Task<int> RemoveAsync(ParseResult parsed, CancellationToken ct)
    {
        var name = parsed.GetRequiredValue(Named);
        await using var database = Door.Database(parsed);
        await database.DoAsync(new RemoveSource(name), ct);
        new SecretStore(VitalsHome.Find()).Forget(CallSources.SecretName(name));
        Console.WriteLine($"{name} is removed; its calls stay.");
        return Door.Done;
    }

    private static async Task<CallSources> RequireAsync(UnitOfWork work, string name, CancellationToken ct) =>
        await CallSources.FindAsync(work.Connection, name, TimeProvider.System.GetUtcNow(), ct)
            ?? throw new PlainError($"There is no source {name}; vitals sources list shows them, vitals sources add makes one.");

    /// <summary>The secret given; null = none.</summary>
    private static async Task<string?> GivenAsync(ParseResult parsed, CancellationToken ct) => parsed.GetValue(Secret) is not "-" ? parsed.GetValue(Secret)
        : (await Console.In.ReadLineAsync(ct))?.Trim() is { Length: > 0 } read ? read
        : throw new PlainError("No secret was read from standard input; write it there, such as: printf '%s' \"$SECRET\" | vitals sources new-secret NAME --secret -");

    /// <summary>The secret given, else one that is drawn; null where the sender has one that is still to be entered.</summary>
    private static string? SecretOf(string? given, WebhookScheme scheme)
    {
        if (given is null && !scheme.DrawsSecret())
            return null;
        var secret = given ?? SignatureSchemes.Of(scheme).NewSecret();
        // Said now, not when the first message is refused.
        SignatureSchemes.Of(scheme).CheckSecret(secret);
        return secret;
    }

    private static void Tell(string name, WebhookScheme scheme, string? secret, bool drawn)
    {
        if (secret is null)
        {
            if (!SecretStore.IsOfEnvironment(CallSources.SecretName(name)))
                Console.WriteLine(SetupSteps.Missing(scheme, name));
            return;
        }
        if (drawn)
            Console.WriteLine($"The secret, shown only once: {secret}");
        Console.WriteLine($"It is kept on this machine only. Other servers of yours need it too: {SecretStore.Variable(CallSources.SecretName(name))} in their environment.");
    }
}
