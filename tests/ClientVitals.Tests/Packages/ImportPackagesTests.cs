using ClientVitals.Access;
using ClientVitals.Calls.Undo;
using ClientVitals.Database;
using ClientVitals.Packages;
using ClientVitals.Sources.Facts;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sessions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Packages;

/// <summary>Packages as they come: renewed, frozen, transferred, refunded, late, corrected, taken back; and what was known at each moment.</summary>
public sealed class ImportPackagesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Names = "Client email,Package id,Package,Bought on,Expires on,Sessions bought,Price,Currency,Status,Modified at\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await PackageBook.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static DateTimeOffset Day(int day, int hour = 12) => new(2025, 12, day, hour, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_same_file_again_adds_nothing_and_the_account_closes()
    {
        const string text = Names
            + "leila@example.com,p1,12 sessions,2025-11-03,2026-02-03,12,\"1,250.00\",AED,Active,\n"
            + "omar@example.com,p2,8 sessions,2025-11-03,,8,37.500,kwd,Active,\n"
            + "nobody,p3,8 sessions,2025-11-03,,8,100,AED,Active,\n"
            + "omar@example.com,p4,8 sessions,not a date,,8,100,AED,Active,\n";
        (await PackageBook.ImportAsync(database, text)).Counts().ShouldBe((2, 0, 0, 2));
        var again = await PackageBook.ImportAsync(database, text);
        again.Counts().ShouldBe((0, 2, 0, 2));
        again.ClientsMade.ShouldBe(0);
        (await Asked.RowsAsync<string>(database, "select external_id || ' ' || price || ' ' || currency || ' ' || sessions_bought from packages order by id")).ShouldBe(["p1 1250.00 AED 12", "p2 37.500 KWD 8"]);
        (await Asked.OneAsync<int>(database, "select count(*)::int from package_versions")).ShouldBe(0);
        // A client's card shows them among what happened.
        var leila = await Asked.OneAsync<Guid>(database, "select client_id from client_emails where email = 'leila@example.com'");
        (await ClientTimeline.ReadAsync(database.Vitals, DatabaseIdentity.Service, leila, "packages", null, 10, null, Cancel)).Items.Select(one => $"{one.Kind} {one.Word} {one.Text} {one.OwnId} {one.Until:yyyy-MM-dd}").ShouldBe(["package ACTIVE 12 sessions p1 2026-02-03"]);
    }

    [Fact]
    public async Task Frozen_run_again_refunded_and_late_packages_each_behave_and_a_past_moment_can_be_asked()
    {
        await PackageBook.ImportAsync(database, Names + "leila@example.com,p1,12 sessions,2025-12-01,2026-01-31,12,1200,AED,Active,2025-12-01 08:00\n", now: Day(1));
        (await PackageBook.ImportAsync(database, Names + "leila@example.com,p1,12 sessions,2025-12-01,2026-01-31,12,1200,AED,On hold,2025-12-05 08:00\n", now: Day(5))).Counts().ShouldBe((0, 0, 1, 0));
        // It runs again, and ends later by the freeze.
        (await PackageBook.ImportAsync(database, Names + "leila@example.com,p1,12 sessions,2025-12-01,2026-02-14,12,1200,AED,Active,2025-12-19 08:00\n", now: Day(19))).Counts().ShouldBe((0, 0, 1, 0));
        // Older news change nothing.
        (await PackageBook.ImportAsync(database, Names + "leila@example.com,p1,12 sessions,2025-12-01,2026-01-31,12,1200,AED,On hold,2025-12-05 08:00\n", now: Day(20))).Counts().ShouldBe((0, 1, 0, 0));
        // An earlier one comes late, and is refunded.
        (await PackageBook.ImportAsync(database, Names + "leila@example.com,p0,8 sessions,2025-10-01,,8,900,AED,Refunded,\n", now: Day(21))).Counts().ShouldBe((1, 0, 0, 0));
        (await PackageBook.StatesAsync(database)).ShouldBe(["p0 2025-10-01 REFUNDED", "p1 2025-12-01 ACTIVE"]);
        (await KnownAsync(Day(1, 11))).ShouldBeEmpty();
        (await KnownAsync(Day(2))).ShouldBe(["p1 ACTIVE 2026-01-31"]);
        (await KnownAsync(Day(6))).ShouldBe(["p1 FROZEN 2026-01-31"]);
        (await KnownAsync(Day(20))).ShouldBe(["p1 ACTIVE 2026-02-14"]);
        (await KnownAsync(Day(21))).ShouldBe(["p1 ACTIVE 2026-02-14", "p0 REFUNDED "]);
        var id = await Asked.OneAsync<long>(database, "select id from packages where external_id = 'p1'");
        (await PackageVersions.ReadAsync(database.Vitals, DatabaseIdentity.Service, id, Cancel)).Select(one => one.Status).ShouldBe(["ACTIVE", "FROZEN", "ACTIVE"]);
    }

    private async Task<List<string>> KnownAsync(DateTimeOffset at) =>
        [.. (await PackagesPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(AsOf: at), 50, null, Cancel)).Items.Select(one => $"{one.ExternalId} {one.Status} {one.ExpiresOn:yyyy-MM-dd}")];

    [Fact]
    public async Task A_package_that_is_transferred_is_the_other_clients_from_then_on()
    {
        await PackageBook.ImportAsync(database, Names + "leila@example.com,p1,12 sessions,2025-11-03,,12,1200,AED,Active,\n", now: Day(1));
        (await PackageBook.ImportAsync(database, Names + "omar@example.com,p1,12 sessions,2025-11-03,,12,1200,AED,Active,\n", now: Day(2))).Counts().ShouldBe((0, 0, 1, 0));
        var zone = ClientVitals.Settings.BusinessZone.Of("Asia/Dubai");
        async Task<string> WhoseAsync(DateTimeOffset at) => await Asked.OneAsync<string>(database,
            $"select string_agg(e.email, ',') from package_standings_as_of('{at:O}', '{zone.Id}') s join client_emails e on e.client_id = s.client_id");
        (await WhoseAsync(Day(1, 13))).ShouldBe("leila@example.com");
        (await WhoseAsync(Day(2, 13))).ShouldBe("omar@example.com");
    }

    [Fact]
    public async Task Without_an_id_a_package_is_its_client_its_day_and_its_kind()
    {
        const string names = "Email,Bought on,Package,Sessions left\n";
        (await PackageBook.ImportAsync(database, names + "leila@example.com,2025-11-03,12 sessions,7\nleila@example.com,2025-11-03,Nutrition,\n")).Counts().ShouldBe((2, 0, 0, 0));
        (await PackageBook.ImportAsync(database, names + "leila@example.com,2025-11-03,12 sessions,6\nleila@example.com,2025-11-03,Nutrition,\n", now: Day(2))).Counts().ShouldBe((0, 1, 1, 0));
        (await Asked.RowsAsync<string>(database, "select kind || ' ' || coalesce(source_remaining::text, '-') from packages order by kind")).ShouldBe(["12 sessions 6", "Nutrition -"]);
    }

    [Fact]
    public async Task Pages_follow_one_another_and_filters_hold()
    {
        await PackageBook.ImportAsync(database, Names + string.Concat(Enumerable.Range(1, 7).Select(n => $"leila@example.com,p{n},12 sessions,2025-11-0{(n + 1) / 2},,12,,,{(n % 2 == 0 ? "Active" : "Cancelled")},\n")));
        var (seen, mark) = (new List<string?>(), (string?)null);
        do
        {
            var page = await PackagesPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(), 3, mark, Cancel);
            seen.AddRange(page.Items.Select(one => one.ExternalId));
            mark = page.Next;
        }
        while (mark is not null);
        seen.ShouldBe(["p7", "p6", "p5", "p4", "p3", "p2", "p1"]);
        async Task<IEnumerable<string?>> OfAsync(PackagesPage.Which which) => (await PackagesPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, which, 50, null, Cancel)).Items.Select(one => one.ExternalId);
        (await OfAsync(new(Status: "cancelled", From: new(2025, 11, 2), Until: new(2025, 11, 4)))).ShouldBe(["p5", "p3"]);
        (await OfAsync(new(Unmatched: true))).ShouldBeEmpty();
        await Should.ThrowAsync<PlainError>(() => OfAsync(new(Status: "sold")));
    }

    [Fact]
    public async Task A_delivery_is_undone_and_a_client_with_a_package_stays()
    {
        await PackageBook.ImportAsync(database, Names + "leila@example.com,p1,12 sessions,2025-11-03,,12,,,Active,\n", now: PackageBook.Now.AddMinutes(1));
        var wrong = await PackageBook.ImportAsync(database, Names + "leila@example.com,p1,12 sessions,2025-11-03,,12,,,Cancelled,\nomar@example.com,p2,12 sessions,2025-11-03,,12,,,Active,\n", now: PackageBook.Now.AddMinutes(2));
        var done = await database.Vitals.DoAsync(new UndoFacts(PackageFact.Entity, wrong.Delivery), Actor.CommandLine("test"), PackageBook.Now.AddMinutes(3), Cancel);
        (done.Removed, done.Restored, done.Kept, done.ClientsRemoved).ShouldBe((1, 1, 0, 1));
        (await PackageBook.StatesAsync(database)).ShouldBe(["p1 2025-11-03 ACTIVE"]);
        using var file = ClientVitals.Calls.CallFile.Of("calls.csv", "client_email,started_at\nsara@example.com,2025-11-03 09:00\n", new(PackageBook.Now, PackageBook.Dubai.Zone));
        var calls = await new ClientVitals.Calls.ImportCalls().RunAsync(database.Vitals, file, PackageBook.Now, null, null, Cancel);
        await PackageBook.ImportAsync(database, Names + "sara@example.com,p3,12 sessions,2025-11-03,,12,,,Active,\n");
        (await database.Vitals.DoAsync(new UndoDelivery(calls.Delivery), Actor.CommandLine("test"), PackageBook.Now.AddMinutes(5), Cancel)).ClientsRemoved.ShouldBe(0);
    }

    [Fact]
    public async Task Two_clients_who_are_one_have_a_package_once_and_nothing_it_says_is_lost()
    {
        await PackageBook.ImportAsync(database, "Email,Package id,Bought on,Price,Currency\nleila@example.com,p1,2025-11-03,,\nleila@example.com,p3,2025-11-05,,\n");
        // A message tells of one client's part, so that another client under the same id is another row.
        await database.DoAsync("""
            with other as (insert into clients (firstname) values ('Leila') returning id), address as (insert into client_emails (email, client_id, is_primary) select 'leila@work.example', id, true from other)
            insert into packages (client_id, client_email, source, external_id, record_key, bought_on, price, currency, status, known_from)
            select id, 'leila@work.example', 'gym', n, n, '2025-11-03', 100, 'AED', 'ACTIVE', '2025-12-01' from other, (values ('p1'), ('p2')) v (n)
            """);
        await database.Vitals.DoAsync(new MergeClients("leila@example.com", "leila@work.example"), Actor.CommandLine("test"), PackageBook.Now, Cancel);
        (await Asked.RowsAsync<string>(database, "select external_id || ' ' || coalesce(price::text, '-') || ' ' || coalesce(currency, '-') from packages order by external_id")).ShouldBe(["p1 100 AED", "p2 100 AED", "p3 - -"]);
        (await Asked.OneAsync<int>(database, "select count(distinct client_id)::int from packages")).ShouldBe(1);
    }
}
