using ClientVitals.Database;
using ClientVitals.Payments;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Payments;

/// <summary>Failed payments that are still owed: each invoice once, gone when it is paid; disputes and refunds apart; what was recovered, by currency.</summary>
public sealed class FailedPaymentsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Head = "Email,Payment id,Paid at,Amount,Currency,Status,Invoice,Refund of,Package id,Failure reason,Description\n";

    private static readonly DateTimeOffset Now = PaymentBook.Now;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await PaymentBook.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Said(FailedPayment one) => $"{one.ExternalId} {one.ClientEmail.Split('@')[0]} {one.Amount:0.###} {one.Currency ?? "-"} x{one.Tries} {one.Reason ?? "-"}";

    private async Task<List<string>> ReadAsync(string? kind = null, int days = FailedPayments.UsualDays, int size = 50, DatabaseIdentity? who = null)
    {
        var (all, next) = (new List<string>(), (string?)null);
        do
        {
            var page = await FailedPayments.ReadAsync(database.Vitals, who ?? DatabaseIdentity.Service, new(Now, days, kind), size, next, Cancel);
            all.AddRange(page.Items.Select(Said));
            next = page.Next;
        }
        while (next is not null);
        return all;
    }

    private async Task<List<string>> TotalsAsync() =>
        [.. (await FailedTotals.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(Now), Cancel)).Select(one => $"{one.Kind} {one.Currency ?? "-"} {one.Payments} {one.Amount:0.###}")];

    private Task ImportAsync(string rows) => PaymentBook.ImportAsync(database, Head + rows, PaymentBook.Dubai with { Source = "stripe" });

    [Fact]
    public async Task An_attempt_leaves_the_list_when_its_invoice_or_the_same_amount_is_paid()
    {
        await ImportAsync("""
            a@example.com,a1,2025-11-03 10:00,100,AED,Failed,in-a,,,Insufficient funds,
            a@example.com,a2,2025-11-06 10:00,100,AED,Failed,in-a,,,Card declined,
            b@example.com,b1,2025-11-03 10:00,100,AED,Failed,in-b,,,,
            b@example.com,b2,2025-11-28 10:00,90,AED,Paid,in-b,,,,
            c@example.com,c1,2025-11-10 10:00,37.500,KWD,Failed,,,,,Membership
            c@example.com,c2,2025-11-13 10:00,37.500,KWD,Failed,,,,Do not honour,Membership
            c@example.com,c3,2025-11-20 10:00,37.500,KWD,Paid,,,,,Membership
            d@example.com,d1,2025-11-03 10:00,100,AED,Failed,,,,,
            d@example.com,d2,2025-11-05 10:00,100,USD,Paid,,,,,
            d@example.com,d3,2025-11-05 10:00,101,AED,Paid,,,,,
            d@example.com,d4,2025-11-25 10:00,100,AED,Paid,,,,,
            e@example.com,e1,2025-11-03 11:00,100,AED,Failed,in-e1,,,,
            e@example.com,e2,2025-11-05 10:00,100,AED,Paid,in-e2,,,,
            f@example.com,f1,2025-11-03 10:00,100,AED,Paid,,,,,
            f@example.com,f2,2025-11-04 10:00,100,AED,Failed,,f1,,,
            g@example.com,g1,2025-08-01 10:00,100,AED,Failed,,,,,
            h@example.com,h1,2025-11-03 12:00,50,AED,Failed,,,p1,,
            h@example.com,h2,2025-11-04 10:00,50,AED,Paid,,,p2,,

            """);
        var owed = new[]
        {
            // Two tries of one invoice, with the last reason. Another client's invoice, another currency, another amount, too late, another invoice, another package pay nothing.
            "a2 a 100 AED x2 Card declined", "h1 h 50 AED x1 -", "e1 e 100 AED x1 -", "d1 d 100 AED x1 -",
        };
        (await ReadAsync()).ShouldBe(owed);
        (await ReadAsync(size: 1)).ShouldBe(owed);
        (await ReadAsync(days: 365)).ShouldBe([.. owed, "g1 g 100 AED x1 -"]);
        (await ReadAsync(days: 26)).ShouldBe(["a2 a 100 AED x2 Card declined"], "the first attempt was before these days");
        (await TotalsAsync()).ShouldBe(["FAILED AED 4 350", "RECOVERED AED 1 90", "RECOVERED KWD 1 37.5"]);
        // The last attempt of a invoice is paid: the invoice is.
        await ImportAsync("a@example.com,a3,2025-11-30 10:00,100,AED,Paid,in-a,,,,\n");
        (await ReadAsync()).ShouldBe(owed[1..]);
        (await TotalsAsync()).ShouldContain("RECOVERED AED 2 190");
    }

    [Fact]
    public async Task Without_an_invoice_attempts_within_the_days_of_retries_are_one_and_a_later_one_is_another()
    {
        await ImportAsync("""
            a@example.com,a1,2025-10-01 10:00,100,AED,Failed,,,,,
            a@example.com,a2,2025-10-04 10:00,100,AED,Failed,,,,,
            a@example.com,a3,2025-11-01 10:00,100,AED,Failed,,,,,
            b@example.com,b1,2025-11-01 10:00,100,AED,Failed,,,,,
            b@example.com,b2,2025-11-03 10:00,100,AED,Paid,,,,,
            b@example.com,b3,2025-11-05 10:00,100,AED,Failed,,,,,

            """);
        (await ReadAsync()).ShouldBe(["b3 b 100 AED x1 -", "a3 a 100 AED x1 -", "a2 a 100 AED x2 -"]);
    }

    [Fact]
    public async Task The_same_charge_told_as_paid_is_recovered_and_disputes_and_refunds_are_apart()
    {
        await ImportAsync("a@example.com,a1,2025-11-20 10:00,100,AED,Failed,,,,Expired card,\nb@example.com,b1,2025-11-20 10:00,75,AED,Dispute,,ch-9,,Fraudulent,\nb@example.com,b2,2025-11-21 10:00,20,USD,Refunded,,ch-8,,Requested by customer,\n");
        (await ReadAsync()).ShouldBe(["a1 a 100 AED x1 Expired card"]);
        (await ReadAsync(FailedPayments.Disputed)).ShouldBe(["b1 b 75 AED x1 Fraudulent"]);
        (await ReadAsync(FailedPayments.Refunded)).ShouldBe(["b2 b 20 USD x1 Requested by customer"]);
        (await TotalsAsync()).ShouldBe(["DISPUTED AED 1 75", "FAILED AED 1 100", "REFUNDED USD 1 20"]);
        await ImportAsync("a@example.com,a1,2025-11-20 10:00,100,AED,Paid,,,,,\n");
        (await ReadAsync()).ShouldBeEmpty();
        (await TotalsAsync()).ShouldContain("RECOVERED AED 1 100");
        foreach (var wrong in new[] { new FailedPayments.Which(Now, 0), new(Now, 731), new(Now, Kind: "PAID") })
            await Should.ThrowAsync<PlainError>(() => FailedPayments.ReadAsync(database.Vitals, DatabaseIdentity.Service, wrong, 50, null, Cancel));
    }

    [Fact]
    public async Task Stripes_attempts_of_one_intent_are_one_and_the_reason_is_what_stripe_says()
    {
        var read = PaymentFact.Payments.Mappings["stripe"];
        using var message = System.Text.Json.JsonDocument.Parse("""{"id": "evt_1", "type": "charge.failed", "created": 1762000000, "data": {"object": {"object": "charge", "id": "ch_1", "amount": 5250, "currency": "aed", "created": 1762000000, "status": "failed", "payment_intent": "pi_1", "failure_code": "card_declined", "failure_message": "Your card was declined.", "description": "Membership"}}}""");
        var row = read.Read("payment", "payments", message.RootElement)!.Single();
        (row["invoice_key"], row["reason"], row["reference"]).ShouldBe(("pi_1", "Your card was declined.", "Membership"));
        // A coach sees what their own clients owe, and an unmatched one is for those who see everybody.
        await ImportAsync("a@example.com,a1,2025-11-20 10:00,100,AED,Failed,,,,,\n");
        await database.DoAsync("insert into staff (name) values ('Sara'), ('Tom'); update clients set coach_id = (select id from staff where name = 'Sara'); insert into payments (client_email, source, record_key, paid_at, amount, status, known_from) values ('x@example.com', 'shop', 'x1', '2025-11-21 10:00Z', 5, 'FAILED', '2025-11-21 10:00Z')");
        async Task<int> SeenByAsync(string role, string name) => (await ReadAsync(who: new("authenticated", $$"""{"sub": "{{Guid.NewGuid()}}", "app_role": "{{role}}", "staff_id": "{{await Asked.OneAsync<Guid>(database, $"select id from staff where name = '{name}'")}}"}"""))).Count;
        (await SeenByAsync("owner", "Tom"), await SeenByAsync("coach", "Sara"), await SeenByAsync("coach", "Tom")).ShouldBe((2, 1, 0));
        await database.DoAsync("delete from staff");
    }
}
