using ClientVitals.Access;
using ClientVitals.Calls.Undo;
using ClientVitals.Database;
using ClientVitals.Payments;
using ClientVitals.Sources.Facts;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sessions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Payments;

/// <summary>Payments as they come: paid, failed and tried again, given back, disputed, late, corrected, taken back; and what was known at each moment.</summary>
public sealed class ImportPaymentsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Names = "Client email,Payment id,Paid at,Amount,Currency,Status,Refund of,Modified at\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await PaymentBook.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static DateTimeOffset Day(int day, int hour = 12) => new(2025, 12, day, hour, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_same_file_again_adds_nothing_money_is_exact_and_the_account_closes()
    {
        const string text = Names
            + "leila@example.com,c1,2025-11-03 10:00,\"1,250.10\",AED,Paid,,\n"
            + "leila@example.com,r1,2025-11-05 10:00,250.10,AED,Refund,c1,\n"
            + "omar@example.com,c2,2025-11-03 10:00,37.255,kwd,Paid,,\n"
            + "omar@example.com,c3,2025-11-04 10:00,,AED,Paid,,\n"
            + "nobody,c4,2025-11-03 10:00,1,AED,Paid,,\n";
        (await PaymentBook.ImportAsync(database, text)).Counts().ShouldBe((3, 0, 0, 2));
        (await PaymentBook.ImportAsync(database, text)).Counts().ShouldBe((0, 3, 0, 2));
        (await Asked.RowsAsync<string>(database, "select external_id || ' ' || amount || ' ' || currency || ' ' || status || ' ' || coalesce(payment_key, '-') from payments order by id")).ShouldBe(
            ["c1 1250.10 AED PAID -", "r1 250.10 AED REFUNDED c1", "c2 37.255 KWD PAID -"]);
        (await Asked.OneAsync<int>(database, "select count(*)::int from payment_versions")).ShouldBe(0);
        var leila = await Asked.OneAsync<Guid>(database, "select client_id from client_emails where email = 'leila@example.com'");
        (await ClientTimeline.ReadAsync(database.Vitals, DatabaseIdentity.Service, leila, "payments", null, 10, null, Cancel)).Items.Select(one => $"{one.Kind} {one.Word} {one.Text} {one.OwnId}").ShouldBe(["payment REFUNDED 250.10 AED r1", "payment PAID 1250.10 AED c1"]);
    }

    [Fact]
    public async Task A_failed_payment_that_succeeds_and_is_disputed_later_and_late_ones_each_behave_and_a_past_moment_can_be_asked()
    {
        await PaymentBook.ImportAsync(database, Names + "leila@example.com,c1,2025-12-01 10:00,100,AED,Pending,,\n", now: Day(1));
        (await PaymentBook.ImportAsync(database, Names + "leila@example.com,c1,2025-12-01 10:00,100,AED,Declined,,\n", now: Day(2))).Counts().ShouldBe((0, 0, 1, 0));
        // What is decided is not open any more: the first file, once again.
        (await PaymentBook.ImportAsync(database, Names + "leila@example.com,c1,2025-12-01 10:00,100,AED,Pending,,\n", now: Day(3))).Counts().ShouldBe((0, 1, 0, 0));
        (await PaymentBook.ImportAsync(database, Names + "leila@example.com,c1,2025-12-01 10:00,100,AED,Succeeded,,\n", now: Day(4))).Counts().ShouldBe((0, 0, 1, 0));
        (await PaymentBook.ImportAsync(database, Names + "leila@example.com,c1,2025-12-01 10:00,100,AED,Chargeback,,\nleila@example.com,c0,2025-11-01 10:00,50,AED,Paid,,\n", now: Day(5))).Counts().ShouldBe((1, 0, 1, 0));
        (await KnownAsync(Day(1))).ShouldBe(["c1 PENDING"]);
        (await KnownAsync(Day(3))).ShouldBe(["c1 FAILED"]);
        (await KnownAsync(Day(4))).ShouldBe(["c1 PAID"]);
        (await KnownAsync(Day(5))).ShouldBe(["c1 DISPUTED", "c0 PAID"]);
        var id = await Asked.OneAsync<long>(database, "select id from payments where external_id = 'c1'");
        (await PaymentVersions.ReadAsync(database.Vitals, DatabaseIdentity.Service, id, Cancel)).Select(one => one.Status).ShouldBe(["DISPUTED", "PAID", "FAILED", "PENDING"]);
    }

    private async Task<List<string>> KnownAsync(DateTimeOffset at) =>
        [.. (await PaymentsPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(AsOf: at), 50, null, Cancel)).Items.Select(one => $"{one.ExternalId} {one.Status}")];

    [Fact]
    public async Task Equal_payments_without_an_id_are_several_and_the_same_file_again_adds_none()
    {
        const string text = "Email,Date,Amount,Currency\nleila@example.com,2025-11-03,20,AED\nleila@example.com,2025-11-03,20,AED\nleila@example.com,2025-11-03,21,AED\n";
        (await PaymentBook.ImportAsync(database, text)).Counts().ShouldBe((3, 0, 0, 0));
        (await PaymentBook.ImportAsync(database, text, now: Day(2))).Counts().ShouldBe((0, 3, 0, 0));
        (await PaymentBook.StatesAsync(database)).Order().ShouldBe(["none 20 AED PAID", "none 20 AED PAID", "none 21 AED PAID"]);
    }

    [Fact]
    public async Task Pages_follow_one_another_and_filters_hold()
    {
        await PaymentBook.ImportAsync(database, Names + string.Concat(Enumerable.Range(1, 7).Select(n => $"leila@example.com,c{n},2025-11-0{(n + 1) / 2} 10:00,{n},AED,{(n % 2 == 0 ? "Paid" : "Failed")},,\n")));
        var (seen, mark) = (new List<string?>(), (string?)null);
        do
        {
            var page = await PaymentsPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(), 3, mark, Cancel);
            seen.AddRange(page.Items.Select(one => one.ExternalId));
            mark = page.Next;
        }
        while (mark is not null);
        seen.ShouldBe(["c7", "c6", "c5", "c4", "c3", "c2", "c1"]);
        async Task<IEnumerable<string?>> OfAsync(PaymentsPage.Which which) => (await PaymentsPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, which, 50, null, Cancel)).Items.Select(one => one.ExternalId);
        (await OfAsync(new(Status: "failed", From: new(2025, 11, 2, 0, 0, 0, TimeSpan.Zero), Until: new(2025, 11, 4, 0, 0, 0, TimeSpan.Zero)))).ShouldBe(["c5", "c3"]);
        (await OfAsync(new(Unmatched: true))).ShouldBeEmpty();
        await Should.ThrowAsync<PlainError>(() => OfAsync(new(Status: "sold")));
    }

    [Fact]
    public async Task A_delivery_is_undone_and_a_client_with_a_payment_stays()
    {
        await PaymentBook.ImportAsync(database, Names + "leila@example.com,c1,2025-11-03 10:00,100,AED,Paid,,\n", now: PaymentBook.Now.AddMinutes(1));
        var wrong = await PaymentBook.ImportAsync(database, Names + "leila@example.com,c1,2025-11-03 10:00,10,AED,Paid,,\nomar@example.com,c2,2025-11-03 10:00,1,AED,Paid,,\n", now: PaymentBook.Now.AddMinutes(2));
        var done = await database.Vitals.DoAsync(new UndoFacts(PaymentFact.Entity, wrong.Delivery), Actor.CommandLine("test"), PaymentBook.Now.AddMinutes(3), Cancel);
        (done.Removed, done.Restored, done.Kept, done.ClientsRemoved).ShouldBe((1, 1, 0, 1));
        (await PaymentBook.StatesAsync(database)).ShouldBe(["c1 100 AED PAID"]);
        using var file = ClientVitals.Calls.CallFile.Of("calls.csv", "client_email,started_at\nsara@example.com,2025-11-03 09:00\n", new(PaymentBook.Now, PaymentBook.Dubai.Zone));
        var calls = await new ClientVitals.Calls.ImportCalls().RunAsync(database.Vitals, file, PaymentBook.Now, null, null, Cancel);
        await PaymentBook.ImportAsync(database, Names + "sara@example.com,c3,2025-11-03 10:00,1,AED,Paid,,\n");
        (await database.Vitals.DoAsync(new UndoDelivery(calls.Delivery), Actor.CommandLine("test"), PaymentBook.Now.AddMinutes(5), Cancel)).ClientsRemoved.ShouldBe(0);
    }

    [Fact]
    public async Task Two_clients_who_are_one_have_a_payment_once_and_nothing_it_says_is_lost()
    {
        await PaymentBook.ImportAsync(database, "Email,Payment id,Paid at,Amount,Currency\nleila@example.com,c1,2025-11-03 10:00,100,\nleila@example.com,c3,2025-11-05 10:00,1,\n");
        await database.DoAsync("""
            with other as (insert into clients (firstname) values ('Leila') returning id), address as (insert into client_emails (email, client_id, is_primary) select 'leila@work.example', id, true from other)
            insert into payments (client_id, client_email, source, external_id, record_key, paid_at, amount, currency, status, known_from)
            select id, 'leila@work.example', 'shop', n, n, '2025-11-03', 100, 'AED', 'PAID', '2025-12-01' from other, (values ('c1'), ('c2')) v (n)
            """);
        await database.Vitals.DoAsync(new MergeClients("leila@example.com", "leila@work.example"), Actor.CommandLine("test"), PaymentBook.Now, Cancel);
        (await Asked.RowsAsync<string>(database, "select external_id || ' ' || amount || ' ' || coalesce(currency, '-') from payments order by external_id")).ShouldBe(["c1 100 AED", "c2 100 AED", "c3 1 -"]);
        (await Asked.OneAsync<int>(database, "select count(distinct client_id)::int from payments")).ShouldBe(1);
    }
}
