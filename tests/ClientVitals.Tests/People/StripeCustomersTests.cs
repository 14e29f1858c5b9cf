using System.Text;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Payments;
using ClientVitals.People;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Payments;
using ClientVitals.Tests.Sessions;
using ClientVitals.Tests.Sources.Facts;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.People;

/// <summary>A customer is no payment: they teach whom a source means by an id, so that what names nothing else finds its client, whenever it came.</summary>
public sealed class StripeCustomersTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Header = "id,Description,Email,Name,Phone,Created (UTC),Delinquent,Plan,Status,Total Spend,Payment Count,Refunded Volume,Dispute Losses\n";

    private static readonly CallSources Stripe = new("stripe", "stripe", "stripe", true, null, 0, 0);

    private DateTimeOffset _now = PaymentBook.Now;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync("delete from delivery_files; delete from received_messages; delete from sources");
        await PaymentBook.ClearAsync(database);
        await database.DoAsync("insert into sources (name, mapping, scheme) values ('stripe', 'stripe', 'stripe')");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private FactBook Book => new(PersonFact.Entity, new FactReading(PersonFact.People, _now, BusinessZone.Of("Asia/Dubai")));

    private Task<IntakeDone> ImportAsync(params string[] lines)
    {
        _now += TimeSpan.FromMinutes(1);
        return Book.ImportAsync(database, Header + string.Concat(lines.Select(line => line + "\n")));
    }

    /// <summary>To the address of the payments, as Stripe sends all it has.</summary>
    private async Task<MessageTaken> TakeAsync(string body)
    {
        _now += TimeSpan.FromMinutes(1);
        using var json = JsonDocument.Parse(body);
        var what = PaymentFact.Entity.TakesIn;
        return await new TakeMessage(what, Stripe, json.RootElement.GetProperty("id").GetString()!, Encoding.UTF8.GetBytes(body)) { Beside = Entities.Beside(what, "stripe") }.RunAsync(database.Vitals, _now, Cancel);
    }

    private Task<List<string>> PeopleAsync() => Asked.RowsAsync<string>(database, """
        select concat_ws(' ', p.external_id, p.kind, p.account, coalesce((select string_agg(e.email, '+' order by e.email) from client_emails e where e.client_id = p.client_id), (select min(h.phone) from client_phones h where h.client_id = p.client_id), 'nobody'))
        from people p order by p.external_id, p.id
        """);

    private Task<List<string>> PaymentsAsync() => Asked.RowsAsync<string>(database, """
        select p.external_id || ' ' || coalesce((select min(e.email) from client_emails e where e.client_id = p.client_id), 'nobody') from payments p order by p.external_id
        """);

    [Fact]
    public async Task Stripes_export_of_customers_is_known_and_makes_no_payment()
    {
        var (rows, rejected, file) = Book.Read(Header + "cus_1,VIP,Leila@Example.com,Leila Haddad,+971501112233,2025-10-01 10:00:00,true,price_1,active,1200.00,3,0.00,0.00\ncus_2,,,,,2025-10-02 10:00:00,false,,,0.00,0,0.00,0.00\n");
        rejected.ShouldBeEmpty();
        file.Source.ShouldBe("stripe");
        var row = rows[0];
        (row["external_id"].Text, row["client_email"].Text, row["client_phone"].Text, row["called"].Text, row["kind"].Text, row["delinquent"].Number).ShouldBe(("cus_1", "leila@example.com", "+971501112233", "Leila Haddad", "CUSTOMER", 1));
        row["registered_at"].Moment.ShouldBe(new DateTimeOffset(2025, 10, 1, 10, 0, 0, TimeSpan.Zero));
        row.ShouldNotContainKey("account", "the status is that of a subscription");
        rows[1].Keys.ShouldBe(["client_key", "external_id", "registered_at", "kind", "delinquent"], ignoreOrder: true);
        (await ImportAsync("cus_1,VIP,Leila@Example.com,Leila Haddad,+971501112233,2025-10-01 10:00:00,true,price_1,active,1200.00,3,0.00,0.00")).Counts().ShouldBe((1, 0, 0, 0));
        (await Asked.OneAsync<int>(database, "select count(*)::int from payments")).ShouldBe(0);
        (await Asked.OneAsync<string>(database, "select firstname || ' ' || lastname || ' ' || source from clients")).ShouldBe("Leila Haddad stripe");
        (await ImportAsync("cus_1,VIP,Leila@Example.com,Leila Haddad,+971501112233,2025-10-01 10:00:00,true,price_1,active,1200.00,3,0.00,0.00")).Counts().ShouldBe((0, 1, 0, 0));
    }

    [Fact]
    public async Task Charges_that_name_only_the_customer_are_found_before_and_after_and_are_counted()
    {
        await TakeAsync(StripeEvents.ChargeOf("evt_1", "ch_1", "cus_1", 1234567890));
        await TakeAsync(StripeEvents.ChargeOf("evt_2", "ch_2", "cus_2", 1234567890));
        // The refund names the charge alone.
        await TakeAsync(StripeEvents.Of("evt_3", "refund.created", "refund", 1234567990, ("id", "re_1"), ("charge", "ch_1")));
        (await PaymentsAsync()).ShouldBe(["ch_1 nobody", "ch_2 nobody", "re_1 nobody"]);
        var asOf = _now;
        var done = await ImportAsync("cus_1,,leila@example.com,Leila Haddad,,2025-10-01 10:00:00,false,,,,,,");
        (done.Added, done.NowMatched, done.Unmatched).ShouldBe((1, 2, 0));
        (await PaymentsAsync()).ShouldBe(["ch_1 leila@example.com", "ch_2 nobody", "re_1 leila@example.com"]);
        // What came later finds them, too; and what was known then is still on record.
        await TakeAsync(StripeEvents.ChargeOf("evt_4", "ch_3", "cus_1", 1234568890));
        (await PaymentsAsync()).ShouldContain("ch_3 leila@example.com");
        (await Asked.OneAsync<int>(database, $"select count(*)::int from payment_versions where client_id is null and known_until > '{asOf:O}'")).ShouldBe(2);
        // A message of the same source to the address of the payments does likewise.
        var taken = await TakeAsync(StripeEvents.Customer("evt_5", "customer.created", 1234569890, "omar@example.com", "cus_2"));
        (taken.Read, taken.Added).ShouldBe((1, 1));
        (await PaymentsAsync()).ShouldContain("ch_2 omar@example.com");
        (await Asked.RowsAsync<string>(database, "select distinct entity from deliveries order by 1")).ShouldBe(["payments", "people"]);
        (await PeopleAsync()).ShouldBe(["cus_1 CUSTOMER ACTIVE leila@example.com", "cus_2 CUSTOMER ACTIVE omar@example.com"]);
    }

    [Fact]
    public async Task Two_customers_with_one_e_mail_are_one_client_and_one_without_waits()
    {
        await ImportAsync("cus_1,,leila@example.com,Leila Haddad,,2025-10-01 10:00:00,,,,,,,", "cus_2,,leila@example.com,L. Haddad,,2025-10-02 10:00:00,,,,,,,", "cus_3,,,Nobody Yet,,2025-10-03 10:00:00,,,,,,,");
        (await PeopleAsync()).ShouldBe(["cus_1 CUSTOMER ACTIVE leila@example.com", "cus_2 CUSTOMER ACTIVE leila@example.com", "cus_3 CUSTOMER ACTIVE nobody"]);
        (await Asked.OneAsync<int>(database, "select count(*)::int from clients")).ShouldBe(1);
        await TakeAsync(StripeEvents.ChargeOf("evt_1", "ch_1", "cus_2", 1234567890));
        await TakeAsync(StripeEvents.ChargeOf("evt_2", "ch_2", "cus_3", 1234567890));
        (await PaymentsAsync()).ShouldBe(["ch_1 leila@example.com", "ch_2 nobody"]);
        // They say their address.
        (await TakeAsync(StripeEvents.Customer("evt_3", "customer.updated", 1234567999, "omar@example.com", "cus_3"))).Corrected.ShouldBe(1);
        (await PeopleAsync())[2].ShouldBe("cus_3 CUSTOMER ACTIVE omar@example.com");
        (await PaymentsAsync()).ShouldBe(["ch_1 leila@example.com", "ch_2 omar@example.com"]);
    }

    [Fact]
    public async Task A_customer_whose_e_mail_changes_stays_the_client_they_are()
    {
        await TakeAsync(StripeEvents.Customer("evt_1", "customer.created", 1234567890, "leila@example.com", "cus_1"));
        (await TakeAsync(StripeEvents.Customer("evt_2", "customer.updated", 1234567990, "leila.haddad@example.com", "cus_1"))).Corrected.ShouldBe(1);
        (await PeopleAsync()).ShouldBe(["cus_1 CUSTOMER ACTIVE leila.haddad@example.com+leila@example.com"]);
        (await Asked.OneAsync<int>(database, "select count(*)::int from clients")).ShouldBe(1);
        // Older news take nothing back.
        await TakeAsync(StripeEvents.Customer("evt_3", "customer.updated", 1234567900, "leila@example.com", "cus_1"));
        (await Asked.OneAsync<string>(database, "select client_email from people")).ShouldBe("leila.haddad@example.com");
        // An address that is somebody else's says that they are that one: what comes from now on is theirs, what came stays.
        await TakeAsync(StripeEvents.ChargeOf("evt_4", "ch_1", "cus_1", 1234568000));
        await TakeAsync(StripeEvents.Customer("evt_5", "customer.created", 1234568100, "omar@example.com", "cus_2"));
        await TakeAsync(StripeEvents.Customer("evt_6", "customer.updated", 1234568200, "omar@example.com", "cus_1"));
        (await PeopleAsync()).ShouldBe(["cus_1 CUSTOMER ACTIVE omar@example.com", "cus_2 CUSTOMER ACTIVE omar@example.com"]);
        await TakeAsync(StripeEvents.ChargeOf("evt_7", "ch_2", "cus_1", 1234568300));
        (await PaymentsAsync()).ShouldBe(["ch_1 leila.haddad@example.com", "ch_2 omar@example.com"]);
        (await Asked.OneAsync<int>(database, "select count(*)::int from clients")).ShouldBe(2);
    }

    [Fact]
    public async Task A_customer_known_by_number_alone_may_change_it()
    {
        await ImportAsync("cus_1,,,Leila Haddad,+971501112233,2025-10-01 10:00:00,,,,,,,");
        await ImportAsync("cus_1,,,Leila Haddad,+971501119999,2025-10-01 10:00:00,,,,,,,");
        (await Asked.RowsAsync<string>(database, "select phone from client_phones order by 1")).ShouldBe(["+971501112233", "+971501119999"]);
        (await Asked.OneAsync<int>(database, "select count(*)::int from clients")).ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_customer_is_noted_and_nothing_is_removed()
    {
        await TakeAsync(StripeEvents.Customer("evt_1", "customer.created", 1234567890, "leila@example.com", "cus_1"));
        await TakeAsync(StripeEvents.ChargeOf("evt_2", "ch_1", "cus_1", 1234567990));
        var taken = await TakeAsync(StripeEvents.Customer("evt_3", "customer.deleted", 1234568000, "leila@example.com", "cus_1"));
        taken.Corrected.ShouldBe(1);
        (await PeopleAsync()).ShouldBe(["cus_1 CUSTOMER DELETED leila@example.com"]);
        (await PaymentsAsync()).ShouldBe(["ch_1 leila@example.com"]);
        (await Asked.OneAsync<string>(database, $"select details ->> 'notes' from deliveries where id = {taken.Delivery}")).ShouldContain("deleted there; nothing of theirs is removed here");
        // As the API gives one who is gone: an id and no more.
        await TakeAsync(StripeEvents.Of("evt_4", "customer.deleted", "deleted_customer", 1234568100, ("id", "cus_2")));
        (await PeopleAsync()).ShouldBe(["cus_1 CUSTOMER DELETED leila@example.com", "cus_2 CUSTOMER DELETED nobody"]);
    }

    [Fact]
    public async Task A_lead_is_nobodys_client_until_they_are_a_customer()
    {
        async Task<IntakeDone> HubSpotAsync(string text)
        {
            _now += TimeSpan.FromMinutes(1);
            return await Book.ImportAsync(database, "Record ID,First Name,Last Name,Email,Lifecycle Stage,Create Date\n" + text);
        }

        await Book.ImportAsync(database, Header + "cus_1,,leila@example.com,Leila Haddad,,2025-10-01 10:00:00,,,,,,,\n");
        await HubSpotAsync("1,Leila,Haddad,leila@example.com,Lead,2025-10-01 10:00\n2,Omar,Aziz,omar@example.com,Marketing Qualified Lead,2025-10-01 10:00\n");
        (await PeopleAsync()).ShouldBe(["1 LEAD ACTIVE leila@example.com", "2 LEAD ACTIVE nobody", "cus_1 CUSTOMER ACTIVE leila@example.com"]);
        (await HubSpotAsync("2,Omar,Aziz,omar@example.com,Customer,2025-10-01 10:00\n")).Corrected.ShouldBe(1);
        (await PeopleAsync())[1].ShouldBe("2 CUSTOMER ACTIVE omar@example.com");
        (await KnownPeople.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(Source: "hubspot"), 50, null, Cancel)).Items.Select(one => $"{one.ExternalId} {one.Called}").ShouldBe(["1 Leila Haddad", "2 Omar Aziz"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_undo_takes_back_who_they_are_and_leaves_a_client_of_whom_more_is_known()
    {
        await TakeAsync(StripeEvents.ChargeOf("evt_1", "ch_1", "cus_1", 1234567890));
        var done = await ImportAsync("cus_1,,leila@example.com,Leila Haddad,,2025-10-01 10:00:00,,,,,,,", "cus_2,,omar@example.com,Omar Aziz,,2025-10-01 10:00:00,,,,,,,");
        _now += TimeSpan.FromMinutes(1);
        var undone = await database.Vitals.DoAsync(new UndoFacts(PersonFact.Entity, done.Delivery), Actor.CommandLine("test"), _now, Cancel);
        (undone.Removed, undone.ClientsRemoved).ShouldBe((2, 1));
        (await PeopleAsync()).ShouldBeEmpty();
        (await PaymentsAsync()).ShouldBe(["ch_1 leila@example.com"]);
    }

    [Fact]
    public async Task Merging_two_clients_joins_who_they_are_and_an_erasure_leaves_nothing()
    {
        await ImportAsync("cus_1,,leila@example.com,Leila Haddad,,2025-10-01 10:00:00,,,,,,,", "cus_2,,lila@example.com,Lila Haddad,,2025-10-01 10:00:00,,,,,,,");
        await new MergeClients("leila@example.com", "lila@example.com").RunAsync(database.Vitals, _now, Cancel);
        (await PeopleAsync()).ShouldBe(["cus_1 CUSTOMER ACTIVE leila@example.com+lila@example.com", "cus_2 CUSTOMER ACTIVE leila@example.com+lila@example.com"]);
        await new ErasePerson("leila@example.com").RunAsync(database.Vitals, Cancel, ("command line:tester", _now));
        (await PeopleAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void Every_name_of_a_column_and_every_word_stands_for_one_thing()
    {
        foreach (var field in PersonFact.People.Own)
            field.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(name => name == WordKey.Of(name), field.Word);
        foreach (var words in new[] { PersonFact.Kinds, PersonFact.Accounts })
        {
            foreach (var meaning in words.Meanings.Where(one => one != "UNKNOWN"))
            {
                words.TryFind(meaning, out var found).ShouldBeTrue();
                found.ShouldBe(meaning);
            }
        }
    }
}
