using System.CommandLine;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.Cli.Facts;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Payments;
using ClientVitals.Settings;

namespace ClientVitals.Cli.Payments;

/// <summary><c>vitals payments</c>: what was paid, given back, refused and disputed.</summary>
internal static class PaymentsCommand
{
    private static readonly Option<string?> Client = new("--client") { Description = "Only of this client: their e-mail, phone or id.", HelpName = "client" };

    private static readonly Option<string?> Status = new("--status") { Description = "Only of this status: PAID, PENDING, FAILED, REFUNDED, DISPUTED, CANCELLED or UNKNOWN.", HelpName = "status" };

    private static readonly Option<DateOnly?> From = PatternOptions.Date("--from", "Only payments of this day and later, in the business zone.");

    private static readonly Option<DateOnly?> Until = PatternOptions.Date("--until", "Only payments before this day.");

    private static readonly Option<bool> Unmatched = new("--unmatched") { Description = "Only payments that belong to no client." };

    private static readonly Option<string?> AsOf = new("--as-of")
    {
        Description = "As they were known at this past moment: 2025-12-08 (08:00 that day), 2025-12-08T14:30, or with an offset 2025-12-08T14:30+04:00.",
        HelpName = "moment",
    };

    private static readonly Option<int> Limit = new("--limit") { Description = "Rows at most.", DefaultValueFactory = _ => 50, HelpName = "rows" };

    private static readonly Argument<long> Number = new("payment") { Description = "The payment's number, as vitals payments list shows it." };

    public static Command Command() => new(
        "payments", "Import payments (charges, refunds, failed attempts, disputes), list them, and show what was known of one and when.")
    {
        new FactImport(PaymentFact.Entity, "Status:Cleared=PAID").Command(),
        List(),
        Show(),
        new FactUndo(PaymentFact.Entity).Command(),
    };

    private static Command List()
    {
        var command = new Command("list", "List payments, latest first; with --as-of as they were known at a past moment.") { Client, From, Until, Status, Unmatched, AsOf, Limit, Output.Format };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var (client, zone) = await AskedAsync(database, parsed.GetValue(Client), ct);
            DateTimeOffset? Begins(Option<DateOnly?> day) =>
                parsed.GetValue(day) is { } given ? new DateTimeOffset(zone.UtcTicksOf(given.ToDateTime(TimeOnly.MinValue).Ticks), TimeSpan.Zero) : null;
            var which = new PaymentsPage.Which(
                client, Begins(From), Begins(Until), parsed.GetValue(Status), parsed.GetValue(Unmatched), PatternOptions.Moment(parsed.GetValue(AsOf), zone.Info));
            var page = await PaymentsPage.ReadAsync(database, DatabaseIdentity.Service, which, Math.Clamp(parsed.GetValue(Limit), 1, Cursor.LargestPage), null, ct);
            var format = parsed.GetValue(Output.Format);
            if (page.Items.Count == 0 && format == OutputFormat.Table)
                Console.WriteLine("There are no such payments; vitals payments import brings them in.");
            else
                Output.Write(
                    page.Items, format,
                    new Column<RecordedPayment>("id", p => p.Id), new("paid_at", p => p.PaidAt), new("status", p => p.Status), new("client", p => p.ClientEmail ?? p.ClientPhone ?? p.ClientKey),
                    new("amount", p => p.Amount), new("currency", p => p.Currency), new("method", p => p.Method), new("reference", p => p.Reference), new("payment_key", p => p.PaymentKey),
                    new("source", p => p.Source), new("external_id", p => p.ExternalId), new("client_id", p => p.ClientId), new("known_from", p => p.KnownFrom));
            return Door.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Show all that was known of one payment, and from when until when.") { Number, Output.Format };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var number = parsed.GetRequiredValue(Number);
            var versions = await PaymentVersions.ReadAsync(database, DatabaseIdentity.Service, number, ct);
            if (versions.Count == 0)
                throw new NotFoundException($"There is no payment {number}; vitals payments list shows them.");
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
