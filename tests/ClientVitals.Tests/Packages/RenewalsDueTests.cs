using ClientVitals.Database;
using ClientVitals.Packages;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Packages;

/// <summary>Whose package runs out: by its last day or by the sessions left at their own pace; the overdue apart; money by currency and never added up across.</summary>
public sealed class RenewalsDueTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 1, 7);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Each row: name, sessions left, days to the last day, sessions of 30 and 90 days, days since the last; then their package's last day, status, price and currency.</summary>
    private static readonly string Rows = $"""
        insert into staff (name) values ('Sara'), ('Tom');
        {Row("lastday", "8", "3", 4, 12, 2, "2026-01-10", "ACTIVE", "1200", "AED")}
        {Row("pace", "4", "60", 12, 36, 1, "2026-03-08", "ACTIVE", "37.5", "KWD")}
        {Row("slowpace", "4", "60", 2, 6, 9, "2026-03-08", "ACTIVE", "1000", "AED")}
        {Row("began", "3", "null", 9, 9, 1, null, "ACTIVE", "800", "AED", "Tom")}
        {Row("unpriced", "null", "14", 0, 0, null, "2026-01-21", "ACTIVE", null, null)}
        {Row("later", "null", "15", 4, 12, 2, "2026-01-22", "ACTIVE", "500", "AED")}
        {Row("frozen", "1", "null", 4, 12, 2, "2026-01-10", "FROZEN", "500", "AED")}
        {Row("cancelled", "1", "2", 4, 12, 2, "2026-01-09", "CANCELLED", "500", "AED")}
        {Row("unlimited", "null", "null", 4, 12, 2, null, "ACTIVE", "500", "AED")}
        {Row("ended", "0", "-5", 4, 12, 9, "2026-01-02", "ACTIVE", "900", "AED")}
        {Row("usedup", "0", "40", 8, 24, 3, "2026-02-16", "ACTIVE", "700", "USD")}
        {Row("longgone", "0", "-61", 0, 0, 80, "2025-11-07", "EXPIRED", "900", "AED")}
        {Row("former", "1", "2", 4, 12, 2, "2026-01-09", "ACTIVE", "500", "AED")}
        update clients set ended_on = '2026-01-01', status = 'CHURNED' where firstname = 'former';
        -- Their last day moved after the count: what was counted of sessions is not mixed with it.
        {Row("renewed", "0", "1", 8, 24, 1, "2026-01-08", "ACTIVE", "600", "AED")}
        insert into packages (client_id, source, record_key, bought_on, expires_on, kind, sessions_bought, price, currency, status, known_from)
        select id, 'gym', 'renewed-2', '2026-01-07', '2026-04-07', '12 sessions', 12, 600, 'AED', 'ACTIVE', '2026-01-07 09:00Z' from clients where firstname = 'renewed';
        """;

    public async ValueTask InitializeAsync()
    {
        await PackageBook.ClearAsync(database);
        await database.DoAsync("delete from client_health_scores; delete from clients; delete from staff; " + Rows);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Row(
        string name, string left, string days, int last30, int last90, int? since, string? expires, string status, string? price, string? currency, string coach = "Sara") => $"""
        with c as (insert into clients (firstname, segment, coach_id) select '{name}', '{(coach == "Tom" ? "GX" : "PT")}', id from staff where name = '{coach}' returning id),
        e as (insert into client_emails (email, client_id, is_primary) select '{name}@example.com', id, true from c),
        p as (
          insert into packages (client_id, source, record_key, bought_on, expires_on, kind, sessions_bought, price, currency, status, known_from)
          select id, 'gym', '{name}-1', '2025-10-01', {(expires is null ? "null" : $"date '{expires}'")}, '12 sessions', 12, {price ?? "null"}, {(currency is null ? "null" : $"'{currency}'")}, '{status}', '2025-12-01 08:00Z' from c)
        insert into client_health_scores (email, client_id, firstname, assigned_coach, outstanding_sessions, sessions_purchased, days_until_renewal, package_type, sessions_last_7d, sessions_last_30d, sessions_last_90d, days_since_last_session, calculated_at, calculated_on)
        select '{name}@example.com', id, '{name}', '{coach}', {left}, 12, {days}, '12 sessions', 0, {last30}, {last90}, {(since is { } d ? d : "null")}, '2026-01-07 05:00Z', '2026-01-07' from c;
        """;

    private static string Said(RenewalDue due) => $"{due.ClientName} {due.DaysUntil} {due.DueBy} {due.SessionsLeft?.ToString() ?? "-"} {due.SessionsPerWeek?.ToString() ?? "-"} {due.Price?.ToString() ?? "-"} {due.Currency ?? "-"}";

    private async Task<List<RenewalDue>> ReadAsync(RenewalsDue.Which which, DatabaseIdentity? who = null, int size = 50)
    {
        var (all, next) = (new List<RenewalDue>(), (string?)null);
        do
        {
            var page = await RenewalsDue.ReadAsync(database.Vitals, who ?? DatabaseIdentity.Service, which, size, next, Cancel);
            all.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return all;
    }

    [Fact]
    public async Task A_package_runs_out_on_its_last_day_or_when_no_session_is_left_whichever_is_earlier()
    {
        (await ReadAsync(new(Today))).Select(Said).ShouldBe(
        [
            "lastday 3 LAST_DAY 8 0.9 1200 AED",
            // 12 in 30 days: 4 sessions are 10 days.
            "began 10 SESSIONS 3 2.1 800 AED",
            "pace 10 SESSIONS 4 2.8 37.5 KWD",
            "unpriced 14 LAST_DAY - 0.0 - -",
        ]);
        (await ReadAsync(new(Today, 15))).Select(due => due.ClientName).ShouldBe(["lastday", "began", "pace", "unpriced", "later"]);
        (await ReadAsync(new(Today, 60))).ShouldContain(due => due.ClientName == "slowpace" && due.DaysUntil == 60 && due.DueBy == "LAST_DAY", "both on one day");
        (await ReadAsync(new(Today, Coach: "tom"))).Select(due => due.ClientName).ShouldBe(["began"]);
        (await ReadAsync(new(Today, Segment: "PT"))).Count.ShouldBe(3);
        // Pages of one hold the same, each once.
        (await ReadAsync(new(Today), size: 1)).Select(due => due.ClientId).ShouldBe((await ReadAsync(new(Today))).Select(due => due.ClientId));
        foreach (var wrong in new[] { new RenewalsDue.Which(Today, 0), new(Today, 91), new(Today, State: "SOON") })
            await Should.ThrowAsync<PlainError>(() => ReadAsync(wrong));
    }

    [Fact]
    public async Task What_ran_out_is_a_list_of_its_own_until_it_is_renewed_or_long_ago()
    {
        (await ReadAsync(new(Today, State: RenewalsDue.Overdue))).Select(Said).ShouldBe(["ended -5 LAST_DAY - 0.9 900 AED", "usedup -3 SESSIONS 0 1.9 700 USD"]);
        // A week later, with the same count: those that ran out meanwhile are overdue.
        (await ReadAsync(new(Today.AddDays(7), State: RenewalsDue.Overdue))).Select(due => $"{due.ClientName} {due.DaysUntil}").ShouldBe(["ended -12", "usedup -10", "lastday -4"]);
        await database.DoAsync("delete from packages where record_key = 'renewed-2'; update client_health_scores set days_until_renewal = 1 where firstname = 'renewed'");
        (await ReadAsync(new(Today, State: RenewalsDue.Overdue))).ShouldContain(due => due.ClientName == "renewed", "it has no session left and nothing new");
    }

    [Fact]
    public async Task Money_is_added_up_by_currency_only()
    {
        async Task<IEnumerable<string>> TotalsAsync(RenewalsDue.Which which, DatabaseIdentity? who = null) =>
            (await RenewalTotals.ReadAsync(database.Vitals, who ?? DatabaseIdentity.Service, which, Cancel)).Select(one => $"{one.State} {one.Currency ?? "-"} {one.Clients} {one.Value?.ToString() ?? "-"}");
        (await TotalsAsync(new(Today))).ShouldBe(["DUE AED 2 2000", "DUE KWD 1 37.5", "DUE - 1 -", "OVERDUE AED 1 900", "OVERDUE USD 1 700"]);
        (await TotalsAsync(new(Today, Coach: "Tom"))).ShouldBe(["DUE AED 1 800"]);
        // A price in no currency is no price.
        await database.DoAsync("update packages set currency = null where record_key = 'lastday-1'");
        (await TotalsAsync(new(Today))).ShouldContain("DUE - 2 -");
    }

    [Fact]
    public async Task A_coach_sees_their_own_book_and_a_setter_nothing()
    {
        async Task<DatabaseIdentity> AsAsync(string role, string name)
        {
            var staff = await Calls.Asked.OneAsync<Guid>(database, $"select id from staff where name = '{name}'");
            return new("authenticated", $$"""{"sub": "{{Guid.NewGuid()}}", "app_role": "{{role}}", "staff_id": "{{staff}}"}""");
        }
        (await ReadAsync(new(Today), await AsAsync("coach", "Tom"))).Select(due => due.ClientName).ShouldBe(["began"]);
        (await ReadAsync(new(Today), await AsAsync("owner", "Tom"))).Count.ShouldBe(4);
        (await ReadAsync(new(Today), await AsAsync("setter", "Tom"))).ShouldBeEmpty();
        (await PackagesCount.ReadAsync(database.Vitals, await AsAsync("coach", "Tom"), Cancel)).HasPackages.ShouldBeTrue();
        await database.DoAsync("delete from packages where client_id in (select id from clients where firstname = 'began')");
        (await PackagesCount.ReadAsync(database.Vitals, await AsAsync("coach", "Tom"), Cancel)).HasPackages.ShouldBeFalse();
        (await PackagesCount.ReadAsync(database.Vitals, DatabaseIdentity.Service, Cancel)).CountedAt.ShouldNotBeNull();
        await database.DoAsync("update client_health_scores set outstanding_sessions = null, days_until_renewal = null, package_type = null");
        (await PackagesCount.ReadAsync(database.Vitals, DatabaseIdentity.Service, Cancel)).CountedAt.ShouldBeNull();
    }
}
