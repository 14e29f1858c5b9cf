using System.CommandLine;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.Cli.Facts;
using ClientVitals.Database;
using ClientVitals.Packages;
using ClientVitals.People;
using ClientVitals.Settings;

namespace ClientVitals.Cli.Packages;

/// <summary><c>vitals packages</c>: what clients bought, and what is left of it.</summary>
internal static class PackagesCommand
{
    private static readonly Option<string?> Client = new("--client") { Description = "Only of this client: their e-mail, phone or id.", HelpName = "client" };

    private static readonly Option<string?> Status = new("--status") { Description = "Only of this status: ACTIVE, FROZEN, USED_UP, EXPIRED, TRANSFERRED, CANCELLED, REFUNDED or UNKNOWN.", HelpName = "status" };

    private static readonly Option<DateOnly?> From = PatternOptions.Date("--from", "Only packages bought on this day or later.");

    private static readonly Option<DateOnly?> Until = PatternOptions.Date("--until", "Only packages bought before this day.");

    private static readonly Option<bool> Unmatched = new("--unmatched") { Description = "Only packages that belong to no client." };

    private static readonly Option<bool> Differing = new("--differing") { Description = "Only packages of which the source said another number of sessions left than the sessions on record come to." };

    private static readonly Option<string?> AsOf = new("--as-of")
    {
        Description = "As they were known at this past moment: 2025-12-08 (08:00 that day), 2025-12-08T14:30, or with an offset 2025-12-08T14:30+04:00.",
        HelpName = "moment",
    };

    private static readonly Option<int> Limit = new("--limit") { Description = "Rows at most.", DefaultValueFactory = _ => 50, HelpName = "rows" };

    private static readonly Argument<long> Number = new("package") { Description = "The package's number, as vitals packages list shows it." };

    public static Command Command() => new(
        "packages", "Import packages (services, passes, memberships), list them with what is left, and show what was known of one and when.")
    {
        new FactImport(PackageFact.Entity, "Status:On break=FROZEN").Command(),
        List(),
        Show(),
        new FactUndo(PackageFact.Entity).Command(),
    };

    private static Command List()
    {
        var command = new Command("list", "List packages, latest bought first, with the sessions left; with --as-of as they were known at a past moment.")
        {
            Client, From, Until, Status, Unmatched, Differing, AsOf, Limit, Output.Format,
        };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var (client, zone) = await AskedAsync(database, parsed.GetValue(Client), ct);
            var (most, format) = (Math.Clamp(parsed.GetValue(Limit), 1, Cursor.LargestPage), parsed.GetValue(Output.Format));
            var asOf = PatternOptions.Moment(parsed.GetValue(AsOf), zone.Info);
            if (parsed.GetValue(Differing))
                return await ListDifferingAsync(database, client, zone, asOf, most, format, ct);
            var which = new PackagesPage.Which(client, parsed.GetValue(From), parsed.GetValue(Until), parsed.GetValue(Status), parsed.GetValue(Unmatched), asOf);
            var page = await PackagesPage.ReadAsync(database, DatabaseIdentity.Service, which, most, null, ct);
            if (page.Items.Count == 0 && format == OutputFormat.Table)
            {
                Console.WriteLine("There are no such packages; vitals packages import brings them in.");
                return Door.Done;
            }
            var owners = page.Items.Select(one => one.ClientId).OfType<Guid>().Distinct().ToList();
            var left = (await RemainingSessions.AsOfAsync(database, DatabaseIdentity.Service, owners, zone, asOf ?? TimeProvider.System.GetUtcNow(), ct)).ToDictionary(one => one.Id);
            Output.Write(
                page.Items, format,
                new Column<RecordedPackage>("id", p => p.Id), new("bought_on", p => p.BoughtOn), new("status", p => p.Status), new("client", p => p.ClientEmail ?? p.ClientPhone ?? p.ClientKey), new("kind", p => p.Kind),
                new("sessions_bought", p => p.SessionsBought), new("sessions_left", p => left.GetValueOrDefault(p.Id)?.SessionsLeft), new("source_remaining", p => p.SourceRemaining),
                new("expires_on", p => p.ExpiresOn), new("price", p => p.Price), new("currency", p => p.Currency), new("source", p => p.Source), new("external_id", p => p.ExternalId),
                new("client_id", p => p.ClientId), new("known_from", p => p.KnownFrom));
            return Door.Done;
        });
        return command;
    }

    private static async Task<int> ListDifferingAsync(VitalsDatabase database, Guid? client, BusinessZone zone, DateTimeOffset? asOf, int most, OutputFormat format, CancellationToken ct)
    {
        var all = await RemainingSessions.AsOfAsync(database, DatabaseIdentity.Service, client is { } one ? [one] : null, zone, asOf ?? TimeProvider.System.GetUtcNow(), ct);
        var differing = all.Where(package => package.Differs).Take(most).ToList();
        if (differing.Count == 0 && format == OutputFormat.Table)
            Console.WriteLine("Of no package does the source say another number of sessions left than the sessions on record come to.");
        else
            Output.Write(
                differing, format,
                new Column<PackageRemainder>("id", p => p.Id), new("bought_on", p => p.BoughtOn), new("status", p => p.Status), new("kind", p => p.Kind), new("sessions_bought", p => p.SessionsBought),
                new("left_when_told", p => p.LeftWhenTold), new("source_remaining", p => p.SourceRemaining), new("sessions_left", p => p.SessionsLeft), new("client_id", p => p.ClientId));
        return Door.Done;
    }

    private static Command Show()
    {
        var command = new Command("show", "Show all that was known of one package, and from when until when.") { Number, Output.Format };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var number = parsed.GetRequiredValue(Number);
            var versions = await PackageVersions.ReadAsync(database, DatabaseIdentity.Service, number, ct);
            if (versions.Count == 0)
                throw new NotFoundException($"There is no package {number}; vitals packages list shows them.");
            Output.Write(versions, parsed.GetValue(Output.Format));
            return Door.Done;
        });
        return command;
    }

    private static async Task<(Guid? Client, BusinessZone Zone)> AskedAsync(VitalsDatabase database, string? named, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var client = named is null ? (Guid?)null : (await FoundClient.RequireAsync(db, named, settings.PhoneRegion, ct)).Id;
        return (client, BusinessZone.Of(settings.BusinessZone));
    }
}
