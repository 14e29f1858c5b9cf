using System.CommandLine;
using ClientVitals.Cli.Facts;
using ClientVitals.Database;
using ClientVitals.Packages;

namespace ClientVitals.Cli.Packages;

/// <summary><c>vitals packages</c>: what clients bought, and what is left of it.</summary>
internal static class PackagesCommand
{
    private static readonly FactQuestions Ask = new(
        PackageFact.Entity, "package", PackageFact.Statuses, "Only packages bought on this day or later.", "Only packages bought before this day.");

    private static readonly Option<bool> Differing = new("--differing") { Description = "Only packages of which the source said another number of sessions left than the sessions on record come to." };

    /// <summary>An example of a word and its meaning.</summary>
    private const string Word = "Status:On break=FROZEN";

    private static readonly FactReread Again = new(PackageFact.Entity, Word);

    public static Command Command() => new(
        "packages", "Import packages (services, passes, memberships), list them with what is left, and show what was known of one and when.")
    {
        new FactImport(PackageFact.Entity, Word).Command(),
        List(),
        RenewalsCommand.Command(),
        Ask.Show(PackageVersions.ReadAsync),
        new FactUndo(PackageFact.Entity).Command(),
        Again.Redo(),
        Again.Command(),
    };

    private static Command List()
    {
        var command = new Command("list", "List packages, latest bought first, with the sessions left; with --as-of as they were known at a past moment.")
        {
            Ask.Client, Ask.From, Ask.Until, Ask.Status, Ask.Unmatched, Differing, Ask.AsOf, Ask.Limit, Output.Format,
        };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var (client, zone) = await Ask.AskedAsync(database, parsed, ct);
            var (given, format) = (Ask.Moment(parsed, zone), parsed.GetValue(Output.Format));
            var asOf = given ?? TimeProvider.System.GetUtcNow();
            if (parsed.GetValue(Differing))
            {
                Say(await RemainingSessions.DifferingAsync(database, DatabaseIdentity.Service, client is { } one ? [one] : null, zone, asOf, Ask.Most(parsed), ct), format);
                return Door.Done;
            }
            var which = new PackagesPage.Which(client, parsed.GetValue(Ask.From), parsed.GetValue(Ask.Until), parsed.GetValue(Ask.Status), parsed.GetValue(Ask.Unmatched), given);
            var page = await PackagesPage.ReadAsync(database, DatabaseIdentity.Service, which, Ask.Most(parsed), null, ct);
            var owners = page.Items.Select(one => one.ClientId).OfType<Guid>().Distinct().ToList();
            var left = (await RemainingSessions.AsOfAsync(database, DatabaseIdentity.Service, owners, zone, asOf, ct)).ToDictionary(one => one.Id);
            Ask.Say(
                page.Items, format,
                new Column<RecordedPackage>("id", p => p.Id), new("bought_on", p => p.BoughtOn), new("status", p => p.Status), new("client", p => p.ClientEmail ?? p.ClientPhone ?? p.ClientKey), new("kind", p => p.Kind),
                new("sessions_bought", p => p.SessionsBought), new("sessions_left", p => left.GetValueOrDefault(p.Id)?.SessionsLeft), new("source_remaining", p => p.SourceRemaining),
                new("expires_on", p => p.ExpiresOn), new("price", p => p.Price), new("currency", p => p.Currency), new("source", p => p.Source), new("external_id", p => p.ExternalId),
                new("client_id", p => p.ClientId), new("known_from", p => p.KnownFrom));
            return Door.Done;
        });
        return command;
    }

    private static void Say(IReadOnlyList<PackageRemainder> differing, OutputFormat format)
    {
        if (differing.Count == 0 && format == OutputFormat.Table)
            Console.WriteLine("Of no package does the source say another number of sessions left than the sessions on record come to.");
        else
            Output.Write(
                differing, format,
                new Column<PackageRemainder>("id", p => p.Id), new("bought_on", p => p.BoughtOn), new("status", p => p.Status), new("kind", p => p.Kind), new("sessions_bought", p => p.SessionsBought),
                new("left_when_told", p => p.LeftWhenTold), new("source_remaining", p => p.SourceRemaining), new("sessions_left", p => p.SessionsLeft), new("client_id", p => p.ClientId));
    }
}
