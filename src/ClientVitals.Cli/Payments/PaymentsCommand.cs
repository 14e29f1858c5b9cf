using System.CommandLine;
using ClientVitals.Cli.Facts;
using ClientVitals.Database;
using ClientVitals.Payments;

namespace ClientVitals.Cli.Payments;

/// <summary><c>vitals payments</c>: what was paid, given back, refused and disputed.</summary>
internal static class PaymentsCommand
{
    private static readonly FactQuestions Ask = new(
        PaymentFact.Entity, "payment", PaymentFact.Statuses, "Only payments of this day and later, in the business zone.", "Only payments before this day.");

    /// <summary>An example of a word and its meaning.</summary>
    private const string Word = "Status:Cleared=PAID";

    private static readonly FactReread Again = new(PaymentFact.Entity, Word);

    public static Command Command() => new(
        "payments", "Import payments (charges, refunds, failed attempts, disputes), list them, and show what was known of one and when.")
    {
        new FactImport(PaymentFact.Entity, Word).Command(),
        List(),
        FailedCommand.Command(),
        Ask.Show(PaymentVersions.ReadAsync),
        new FactUndo(PaymentFact.Entity).Command(),
        Again.Redo(),
        Again.Command(),
    };

    private static Command List()
    {
        var command = new Command("list", "List payments, latest first; with --as-of as they were known at a past moment.")
        {
            Ask.Client, Ask.From, Ask.Until, Ask.Status, Ask.Unmatched, Ask.AsOf, Ask.Limit, Output.Format,
        };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var (client, zone) = await Ask.AskedAsync(database, parsed, ct);
            var which = new PaymentsPage.Which(
                client, FactQuestions.Begins(parsed, Ask.From, zone), FactQuestions.Begins(parsed, Ask.Until, zone), parsed.GetValue(Ask.Status), parsed.GetValue(Ask.Unmatched), Ask.Moment(parsed, zone));
            var page = await PaymentsPage.ReadAsync(database, DatabaseIdentity.Service, which, Ask.Most(parsed), null, ct);
            Ask.Say(
                page.Items, parsed.GetValue(Output.Format),
                new Column<RecordedPayment>("id", p => p.Id), new("paid_at", p => p.PaidAt), new("status", p => p.Status), new("client", p => p.ClientEmail ?? p.ClientPhone ?? p.ClientKey),
                new("amount", p => p.Amount), new("currency", p => p.Currency), new("method", p => p.Method), new("reference", p => p.Reference), new("payment_key", p => p.PaymentKey),
                new("source", p => p.Source), new("external_id", p => p.ExternalId), new("client_id", p => p.ClientId), new("known_from", p => p.KnownFrom));
            return Door.Done;
        });
        return command;
    }
}
