using System.CommandLine;
using ClientVitals.Database;
using ClientVitals.Payments;

namespace ClientVitals.Cli.Payments;

/// <summary><c>vitals payments failed</c></summary>
internal static class FailedCommand
{
    private static readonly Option<int> Days = new("--days")
    {
        Description = $"Days back, 1 to {FailedPayments.MostDays}.",
        HelpName = "days",
        DefaultValueFactory = _ => FailedPayments.UsualDays,
    };

    private static readonly Option<bool> Disputed = new("--disputed") { Description = "Disputes instead." };

    private static readonly Option<bool> Refunded = new("--refunded") { Description = "Refunds instead." };

    private static readonly Option<string?> Coach = new("--coach") { Description = "Only this coach's book, by name.", HelpName = "name" };

    private static readonly Option<string?> Segment = new("--segment") { Description = "Only this group of clients.", HelpName = "name" };

    private static readonly Option<int> Limit = new("--limit") { Description = "Rows at most.", DefaultValueFactory = _ => 50, HelpName = "rows" };

    public static Command Command()
    {
        var command = new Command("failed", "List failed payments that nothing paid since, the latest first, and what was recovered; or disputes, or refunds.")
        {
            Days, Disputed, Refunded, Coach, Segment, Limit, Output.Format,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Disputed) && result.GetValue(Refunded))
                result.AddError("Disputes and refunds are two lists: give --disputed or --refunded, not both.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var kind = parsed.GetValue(Disputed) ? FailedPayments.Disputed : parsed.GetValue(Refunded) ? FailedPayments.Refunded : FailedPayments.Failed;
        var which = new FailedPayments.Which(TimeProvider.System.GetUtcNow(), parsed.GetValue(Days), kind, parsed.GetValue(Coach), parsed.GetValue(Segment));
        var page = await FailedPayments.ReadAsync(database, DatabaseIdentity.Service, which, Math.Clamp(parsed.GetValue(Limit), 1, Cursor.LargestPage), null, ct);
        var format = parsed.GetValue(Output.Format);
        if (format == OutputFormat.Table)
        {
            if (!(await PaymentsKnown.ReadAsync(database, DatabaseIdentity.Service, ct)).HasPayments)
            {
                Console.WriteLine("There are no payments on record; vitals payments import brings them in.");
                return Door.Done;
            }
            var totals = await FailedTotals.ReadAsync(database, DatabaseIdentity.Service, which, ct);
            Console.WriteLine($"{Headline(kind)}: {Amounts(totals, kind)}.");
            if (kind == FailedPayments.Failed)
                Console.WriteLine($"Recovered in the last {FailedTotals.RecoveredDays} days: {Amounts(totals, FailedTotals.Recovered)}.");
            if (page.Items.Count == 0)
                return Door.Done;
        }
        Output.Write(
            page.Items, format,
            new Column<FailedPayment>("at", p => p.At), new("client", p => p.ClientName), new("email", p => p.ClientEmail), new("amount", p => p.Amount), new("currency", p => p.Currency), new("tries", p => p.Tries),
            new("first_at", p => p.FirstAt), new("reason", p => p.Reason), new("coach", p => p.Coach), new("reference", p => p.Reference), new("invoice_key", p => p.InvoiceKey), new("payment_key", p => p.PaymentKey),
            new("method", p => p.Method), new("source", p => p.Source), new("external_id", p => p.ExternalId), new("client_id", p => p.ClientId));
        return Door.Done;
    }

    private static string Headline(string kind) => kind switch
    {
        FailedPayments.Disputed => "Disputed",
        FailedPayments.Refunded => "Given back",
        _ => "Failed and not paid yet",
    };

    /// <summary>By currency, never added up.</summary>
    private static string Amounts(IReadOnlyList<FailedTotal> totals, string kind) =>
        totals.Where(total => total.Kind == kind).Select(total => FormattableString.Invariant($"{total.Currency ?? "?"} {total.Amount} ({total.Payments})")).ToList() is { Count: > 0 } parts ? string.Join(", ", parts) : "none";
}
