using System.CommandLine;
using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Cli.Sources;

/// <summary><c>vitals sources</c>: systems that post calls by themselves, and the sites whose pages may call the API.</summary>
internal static class SourcesCommand
{
    private static readonly Argument<string> Named = new("name") { Description = "Small letters, digits and dashes; it becomes part of the address and is recorded on the calls." };

    private static readonly Option<string?> Mapping = new("--mapping")
    {
        Description = $"How its messages are read: {string.Join(", ", CallMapping.Ready.Keys)}, or a mapping as JSON. Default: columns, by the names of values as an import reads them.",
        HelpName = "mapping",
    };

    private static readonly Option<string?> Secret = new("--secret")
    {
        Description = "The secret its messages are signed with, where the other system made it (whsec_...); \"-\" reads it from standard input. Default: one is made and printed once.",
        HelpName = "secret",
    };

    private static readonly Argument<string> Site = new("site") { Description = "Scheme, host and port: https://app.example.com" };

    public static Command Command()
    {
        var list = new Command("list", "List the systems that post calls, with their recent messages.") { Output.Format };
        list.SetAction(ListAsync);
        var add = new Command("add", "Add a system that posts calls: prints the address and, once, the secret. Example: vitals sources add telephony --mapping aircall") { Named, Mapping, Secret };
        add.SetAction(AddAsync);
        var change = new Command("change", "Change how a source's messages are read.") { Named, Mapping };
        change.SetAction(ChangeAsync);
        var enable = new Command("enable", "Accept a source's messages again.") { Named };
        enable.SetAction((parsed, ct) => SwitchAsync(parsed, true, ct));
        var disable = new Command("disable", "Stop accepting a source's messages.") { Named };
        disable.SetAction((parsed, ct) => SwitchAsync(parsed, false, ct));
        var renew = new Command("new-secret", "Make a new secret for a source; the old one stops working.") { Named, Secret };
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
        var forbid = new Command("forbid", "No longer allow it.") { Site };
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
            CallMapping.Of(mapping);
        await using var database = Door.Database(parsed);
        await using var work = await database.BeginAsync(Acting.Self, TimeProvider.System.GetUtcNow(), ct);
        if (!await new ChangeSource(name, parsed.GetValue(Mapping)).RunAsync(work, ct))
            throw new PlainError($"{name} is a source already; change it with vitals sources change, or give another name.");
        var secret = await SecretAsync(parsed, ct);
        new Secrets(VitalsHome.Find()).Keep(CallSources.SecretName(name), secret);
        await work.CommitAsync(ct);
        Tell(name, secret, parsed.GetValue(Secret) is null);
        return Door.Done;
    }

    private static async Task<int> ChangeAsync(ParseResult parsed, CancellationToken ct)
    {
        if (parsed.GetValue(Mapping) is not { } mapping)
            throw new PlainError("Say how its messages are read: --mapping.");
        CallMapping.Of(mapping);
        return await AlterAsync(parsed, new ChangeSource(parsed.GetRequiredValue(Named), mapping), $"uses the mapping {mapping} from now on", ct);
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
        await RequireAsync(work, name, ct);
        var secret = await SecretAsync(parsed, ct);
        await new Audit(AuditAction.SourceChanged, "source:" + name, new Dictionary<string, string> { ["did"] = "new secret" }).RunAsync(work, ct);
        new Secrets(VitalsHome.Find()).Keep(CallSources.SecretName(name), secret);
        await work.CommitAsync(ct);
        Tell(name, secret, parsed.GetValue(Secret) is null);
        return Door.Done;
    }

    private static async Task<int> RemoveAsync(ParseResult parsed, CancellationToken ct)
    {
        var name = parsed.GetRequiredValue(Named);
        await using var database = Door.Database(parsed);
        await database.DoAsync(new RemoveSource(name), ct);
        new Secrets(VitalsHome.Find()).Forget(CallSources.SecretName(name));
        Console.WriteLine($"{name} is removed; its calls stay.");
        return Door.Done;
    }

    private static async Task RequireAsync(UnitOfWork work, string name, CancellationToken ct)
    {
        if (await CallSources.FindAsync(work.Connection, name, TimeProvider.System.GetUtcNow(), ct) is null)
            throw new PlainError($"There is no source {name}; vitals sources list shows them, vitals sources add makes one.");
    }

    private static async Task<string> SecretAsync(ParseResult parsed, CancellationToken ct)
    {
        var given = parsed.GetValue(Secret);
        if (given == "-")
            given = (await Console.In.ReadLineAsync(ct))?.Trim();
        var secret = given ?? WebhookSignature.NewSecret();
        // Said now, not when the first message is refused.
        WebhookSignature.Sign(secret, "id", "0", "{}"u8);
        return secret;
    }

    private static void Tell(string name, string secret, bool drawn)
    {
        Console.WriteLine($"Messages go to /webhooks/calls/{name} of this server, signed by the Standard Webhooks specification.");
        if (drawn)
            Console.WriteLine($"The secret, shown only once: {secret}");
        Console.WriteLine($"It is kept on this machine only. Other servers of yours need it too: {Secrets.Variable(CallSources.SecretName(name))} in their environment.");
    }
}
