using System.Text;
using System.Text.Json;
using ClientVitals.Payments;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Payments;

/// <summary>Stripe's events in any order: a refund and a dispute name no client, and belong to whose the charge is.</summary>
public sealed class StripeMessagesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await PaymentBook.ClearAsync(database);
        await database.DoAsync("insert into sources (name, mapping, scheme) values ('shop', 'stripe', 'stripe') on conflict do nothing");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<MessageTaken> TakeAsync(string body)
    {
        using var json = JsonDocument.Parse(body);
        var source = new CallSources("shop", "stripe", "stripe", true, null, 0, 0);
        return await new TakeMessage(PaymentFact.Entity.TakesIn, source, json.RootElement.GetProperty("id").GetString()!, Encoding.UTF8.GetBytes(body)).RunAsync(database.Vitals, Now, Cancel);
    }

    private Task<List<string>> RowsAsync() => Asked.RowsAsync<string>(database, """
        select concat_ws(' ', split_part(p.external_id, '_', 1), p.amount::numeric(10, 2), p.currency, p.status, coalesce(e.email, 'nobody'), to_char(p.paid_at at time zone 'UTC', 'YYYY-MM-DD'))
        from payments p left join client_emails e on e.client_id = p.client_id order by p.external_id
        """);

    private static readonly string
        Charge = StripeEvents.Charge("evt_1", "charge.succeeded", 1234567890),
        Refund = StripeEvents.Of("evt_2", "refund.created", "refund", 1234567990),
        Dispute = StripeEvents.Of("evt_3", "charge.dispute.created", "dispute", 1234568000);

    [Theory]
    [InlineData("0,1,2")]
    [InlineData("1,2,0")]
    [InlineData("2,0,1")]
    public async Task A_charge_its_refund_and_its_dispute_are_three_rows_of_one_client_in_any_order(string order)
    {
        string[] told = [Charge, Refund, Dispute];
        foreach (var one in order.Split(','))
            (await TakeAsync(told[one[0] - '0'])).Added.ShouldBe(1);
        (await RowsAsync()).ShouldBe(["ch 1.00 USD PAID leila@example.com 2009-02-13", "dp 10.00 USD DISPUTED leila@example.com 2009-02-13", "re 1.00 USD REFUNDED leila@example.com 2009-02-13"]);
        (await Asked.RowsAsync<string>(database, "select distinct payment_key from payments where payment_key is not null")).ShouldBe(["ch_1PgafuB7WZ01zgkWXYmPNZs8"]);
        // Told again by another event, each is the same row.
        foreach (var one in told)
            (await TakeAsync(one.Replace("\"evt_", "\"evt_again", StringComparison.Ordinal))).Unchanged.ShouldBe(1);
        (await RowsAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_failed_is_tried_again_and_older_news_change_nothing()
    {
        (await TakeAsync(StripeEvents.Charge("evt_1", "charge.failed", 1234567890, ("status", "failed"), ("paid", false)))).Added.ShouldBe(1);
        (await TakeAsync(StripeEvents.Charge("evt_2", "charge.succeeded", 1234567900))).Corrected.ShouldBe(1);
        (await TakeAsync(StripeEvents.Charge("evt_3", "charge.pending", 1234567880, ("status", "pending")))).Unchanged.ShouldBe(1);
        // A charge that was refunded stays paid: the refund is a row of its own.
        (await TakeAsync(StripeEvents.Charge("evt_4", "charge.refunded", 1234567890, ("refunded", true), ("amount_refunded", 100)))).Unchanged.ShouldBe(1);
        (await RowsAsync()).ShouldBe(["ch 1.00 USD PAID leila@example.com 2009-02-13"]);
    }

    [Theory]
    [InlineData("refund", "pending", "PENDING")]
    [InlineData("refund", "succeeded", "REFUNDED")]
    [InlineData("refund", "failed", "FAILED")]
    [InlineData("refund", "canceled", "CANCELLED")]
    [InlineData("dispute", "needs_response", "DISPUTED")]
    [InlineData("dispute", "under_review", "DISPUTED")]
    [InlineData("dispute", "lost", "DISPUTED")]
    [InlineData("dispute", "won", "CANCELLED")]
    [InlineData("dispute", "warning_closed", "CANCELLED")]
    public async Task Each_status_of_a_refund_and_a_dispute(string kind, string status, string ours)
    {
        await TakeAsync(StripeEvents.Of("evt_1", kind, kind, 1234567890, ("status", status)));
        (await Asked.OneAsync<string>(database, "select status from payments")).ShouldBe(ours);
    }

    [Fact]
    public async Task Other_events_are_accepted_and_ignored()
    {
        var taken = await TakeAsync("""{"id": "evt_9", "object": "event", "created": 1234567890, "type": "customer.created", "data": {"object": {"id": "cus_1", "object": "customer", "email": "leila@example.com", "created": 1234567890}}}""");
        (taken.Added, (await RowsAsync()).Count).ShouldBe((0, 0));
    }
}
