using System.Text;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Payments;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sessions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Payments;

/// <summary>
/// Stripe's export of payments, with its own column names: a charge that was given back is a payment and a refund of what was given back, and the same
/// refund told by a message counts once, whichever comes first.
/// </summary>
public sealed class StripeExportsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    /// <summary>The columns that the export has where nobody chooses others.</summary>
    private const string Header =
        "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Decline Reason,Description,Fee,Refunded date (UTC),Statement Descriptor,Status,Seller Message,Taxes On Fee,Card ID,Customer ID,Customer Description,Customer Email,Invoice ID,Transfer\n";

    private static readonly string
        Whole = Line("ch_1", "2025-11-03 10:00:00", 100, 100, "Refunded", refundedAt: "2025-11-10 09:30:00"),
        Part = Line("ch_2", "2025-11-04 10:00:00", 200, 50, "Paid"),
        Kept = Line("ch_3", "2025-11-05 10:00:00", 80, 0, "Paid"),
        Refused = Line("ch_4", "2025-11-06 10:00:00", 80, 0, "Failed", reason: "insufficient_funds");

    private DateTimeOffset _now = PaymentBook.Now;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync("delete from delivery_files; delete from received_messages; delete from sources");
        await PaymentBook.ClearAsync(database);
        await database.DoAsync("insert into sources (name, mapping, scheme) values ('stripe', 'stripe', 'stripe')");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Line(string id, string at, int amount, int refunded, string status, string refundedAt = "", string reason = "") =>
        FormattableString.Invariant($"{id},{at},{amount}.00,{refunded}.00,aed,true,{amount * 0.27:0.00},{refunded * 0.27:0.00},usd,{reason},12 sessions,3.20,{refundedAt},STUDIO,{status},Payment complete.,0.00,card_1,cus_1,VIP,leila@example.com,in_1,po_1\n");

    private Task<IntakeDone> ImportAsync(params string[] lines)
    {
        _now += TimeSpan.FromMinutes(1);
        return PaymentBook.ImportAsync(database, Header + string.Concat(lines), PaymentBook.Dubai with { Source = "stripe", Now = _now });
    }

    private async Task<MessageTaken> RefundAsync(string id, string charge, int amount, string status = "succeeded", string? name = null)
    {
        _now += TimeSpan.FromMinutes(1);
        var body = StripeEvents.Of(name ?? "evt_" + id, "refund.created", "refund", _now.ToUnixTimeSeconds(), ("id", id), ("charge", charge), ("amount", amount * 100), ("currency", "aed"), ("status", status), ("created", 1762800000));
        return await new TakeMessage(PaymentFact.Entity.TakesIn, new CallSources("stripe", "stripe", "stripe", true, null, 0, 0), name ?? "evt_" + id, Encoding.UTF8.GetBytes(body)).RunAsync(database.Vitals, _now, Cancel);
    }

    /// <summary>What was given back, by payment: each amount that counts.</summary>
    private Task<List<string>> GivenBackAsync() => Asked.RowsAsync<string>(
        database, "select payment_key || ' ' || string_agg(trim_scale(amount)::text, ' ' order by external_id) from payments where status = 'REFUNDED' group by payment_key order by 1");

    [Fact]
    public async Task A_charge_given_back_is_a_payment_and_a_refund_and_never_a_negative_sale()
    {
        var done = await ImportAsync(Whole, Part, Kept, Refused);
        done.Counts().ShouldBe((6, 0, 0, 0));
        (await Asked.RowsAsync<string>(database, """
            select concat_ws(' ', p.external_id, trim_scale(p.amount), p.currency, p.status, p.payment_key, to_char(p.paid_at at time zone 'UTC', 'MM-DD HH24:MI'), p.client_key, e.email)
            from payments p left join client_emails e on e.client_id = p.client_id order by p.external_id
            """)).ShouldBe([
            "ch_1 100 AED PAID 11-03 10:00 cus_1 leila@example.com",
            "ch_2 200 AED PAID 11-04 10:00 cus_1 leila@example.com",
            "ch_3 80 AED PAID 11-05 10:00 cus_1 leila@example.com",
            "ch_4 80 AED FAILED 11-06 10:00 cus_1 leila@example.com",
            // Dated where the file says so, else by the charge.
            "refunded:ch_1 100 AED REFUNDED ch_1 11-10 09:30 cus_1 leila@example.com",
            "refunded:ch_2 50 AED REFUNDED ch_2 11-04 10:00 cus_1 leila@example.com",
        ]);
        // In the business's own currency nothing is read, and the fee is named among what is not.
        done.Notes.Select(note => note.Said.ToString()).Single(said => said.StartsWith("ignored: ", StringComparison.Ordinal)).ShouldContain("Converted Amount, Converted Amount Refunded, Converted Currency, Fee");
        (await ImportAsync(Whole, Part, Kept, Refused)).Counts().ShouldBe((0, 6, 0, 0));
        (await Asked.OneAsync<int>(database, "select count(*)::int from payment_versions")).ShouldBe(0);
        // More was given back since.
        (await ImportAsync(Whole, Line("ch_2", "2025-11-04 10:00:00", 200, 120, "Paid", "2025-11-20 08:00:00"), Kept, Refused)).Counts().ShouldBe((0, 5, 1, 0));
        (await GivenBackAsync()).ShouldBe(["ch_1 100", "ch_2 120"]);
    }

    [Fact]
    public async Task A_refund_told_by_a_message_after_the_file_counts_once()
    {
        await ImportAsync(Whole, Part);
        (await RefundAsync("re_1", "ch_1", 100)).Added.ShouldBe(1);
        (await GivenBackAsync()).ShouldBe(["ch_1 100", "ch_2 50"]);
        (await Asked.OneAsync<string>(database, "select status || ' ' || trim_scale(amount) || ' ' || trim_scale(refunded_total) from payments where external_id = 'refunded:ch_1'")).ShouldBe("CANCELLED 0 100");
        // Of a total that two refunds make up one is told by itself: the rest of it stays.
        await RefundAsync("re_2", "ch_2", 20);
        (await GivenBackAsync()).ShouldBe(["ch_1 100", "ch_2 20 30"]);
        (await ImportAsync(Whole, Part)).Counts().ShouldBe((0, 4, 0, 0), "the file says nothing new");
        (await GivenBackAsync()).ShouldBe(["ch_1 100", "ch_2 20 30"]);
        await RefundAsync("re_3", "ch_2", 30);
        (await GivenBackAsync()).ShouldBe(["ch_1 100", "ch_2 20 30"]);
        // One of them did not come about after all: the total says so until the next file says otherwise.
        await RefundAsync("re_3", "ch_2", 30, "failed", "evt_later");
        (await GivenBackAsync()).ShouldBe(["ch_1 100", "ch_2 20 30"]);
        (await Asked.RowsAsync<string>(database, "select external_id || ' ' || status from payments where payment_key = 'ch_2' order by 1")).ShouldBe(["re_2 REFUNDED", "re_3 FAILED", "refunded:ch_2 REFUNDED"]);
    }

    [Fact]
    public async Task A_refund_told_by_a_message_before_the_file_counts_once()
    {
        await RefundAsync("re_1", "ch_1", 100);
        await RefundAsync("re_2", "ch_2", 20);
        var done = await ImportAsync(Whole, Part);
        // Of ch_1 all is told; of ch_2 the rest is new.
        done.Counts().ShouldBe((3, 1, 0, 0));
        (await GivenBackAsync()).ShouldBe(["ch_1 100", "ch_2 20 30"]);
        (await Asked.OneAsync<int>(database, "select count(*)::int from payments where external_id = 'refunded:ch_1'")).ShouldBe(0);
        (await ImportAsync(Whole, Part)).Counts().ShouldBe((0, 4, 0, 0));
    }

    [Fact]
    public async Task An_undo_of_either_leaves_what_the_other_tells()
    {
        var file = await ImportAsync(Whole, Part);
        var message = await RefundAsync("re_1", "ch_1", 100);
        await UndoAsync(message.Delivery!.Value);
        (await GivenBackAsync()).ShouldBe(["ch_1 100", "ch_2 50"]);
        (await Asked.RowsAsync<string>(database, "select external_id from payments where payment_key = 'ch_1' and status = 'REFUNDED'")).ShouldBe(["refunded:ch_1"]);
        await RefundAsync("re_1", "ch_1", 100, name: "evt_again");
        await UndoAsync(file.Delivery);
        (await GivenBackAsync()).ShouldBe(["ch_1 100"]);
        (await Asked.RowsAsync<string>(database, "select external_id from payments order by 1")).ShouldBe(["re_1"]);
    }

    private async Task UndoAsync(long delivery)
    {
        _now += TimeSpan.FromMinutes(1);
        await database.Vitals.DoAsync(new UndoFacts(PaymentFact.Entity, delivery), Actor.CommandLine("test"), _now, Cancel);
    }

    [Fact]
    public void An_export_of_refunds_and_the_older_names_of_columns()
    {
        var (rows, rejected, file) = PaymentBook.Read("""
            id,Amount,Charge,Created (UTC),Currency,Reason,Status
            re_1,50.00,ch_1,2025-11-10 09:30:00,aed,requested_by_customer,succeeded
            re_2,20.00,ch_2,2025-11-11 09:30:00,aed,,pending
            """);
        rejected.ShouldBeEmpty();
        rows.Select(row => $"{row["external_id"].Text} {row["status"].Text} {row["payment_key"].Text}").ShouldBe(["re_1 REFUNDED ch_1", "re_2 PENDING ch_2"]);
        (rows, rejected, file) = PaymentBook.Read("""
            id,Description,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,Converted Amount Refunded,Fee,Tax,Converted Currency,Mode,Status,Statement Descriptor,Customer ID,Customer Description,Customer Email,Captured,Card ID,Card Last4,Card Brand
            ch_1,Drop in,2025-11-03 10:00:00,1.500,0.500,kwd,4.87,1.62,0.20,0.00,usd,Live,Paid,STUDIO,cus_1,,leila@example.com,true,card_1,4242,Visa
            """);
        rejected.ShouldBeEmpty();
        file.Source.ShouldBe("stripe");
        rows.Select(row => $"{row["external_id"].Text} {row.GetValueOrDefault("amount").Text} {row.GetValueOrDefault("refunded_total").Text} {row["currency"].Text} {row["paid_at"].Moment:MM-dd HH:mm}").ShouldBe(["ch_1 1.500  KWD 11-03 10:00", "refunded:ch_1  0.500 KWD 11-03 10:00"]);
    }
}
