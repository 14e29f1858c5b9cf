using System.Net;
using ClientVitals.Calls;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>Unmatched calls go to whose they are said to be; clients who are one person are joined, and two persons stay two.</summary>
public sealed class WhosePagesTests(Everybody everybody) : IClassFixture<Everybody>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OpenDoor Door => everybody.Door;

    [Fact]
    public async Task An_address_that_nobody_knows_is_given_to_a_client_or_makes_one_and_the_calls_go_along()
    {
        (await GetAsync("/data/unmatched")).ShouldContain("Every call is matched to a client");
        await Door.DoAsync("""
            insert into call_records (client_email, client_phone, started_at)
            select 'leila.work@example.com', null, '2026-01-01 10:00Z'::timestamptz + d * interval '1 day' from generate_series(0, 2) d
            union all select 'new"<b>x@example.com', null, '2026-01-02 10:00Z'
            union all select null, '+971509999999', '2026-01-03 10:00Z'
            """);
        (await GetAsync("/data")).ShouldContain("5, say whose they are");
        var list = await GetAsync("/data/unmatched");
        list.ShouldContain("3 unmatched addresses");
        list.IndexOf("leila.work@example.com", StringComparison.Ordinal).ShouldBeLessThan(list.IndexOf("+971509999999", StringComparison.Ordinal));
        (await RawAsync("/data/unmatched")).ShouldNotContain("<b>x@");
        var whose = await GetAsync("/data/unmatched/whose?address=leila.work%40example.com&search=leila");
        whose.ShouldContain("3 calls, 1 Jan 2026 to 3 Jan 2026");
        whose.ShouldContain("Leila Haddad");

        (await PostAsync("/data/unmatched", ("address", "leila.work@example.com"), ("client", Door.Leila.ToString()))).ShouldBe((302, "/data/unmatched?said=calls-given&count=3"));
        await using var admin = await Door.OpenAdminAsync();
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from call_records where client_id = @leila", new { leila = Door.Leila })).ShouldBe(78);
        (await PostAsync("/data/unmatched", ("address", "+971509999999"), ("firstname", "Nora"), ("lastname", "Klein"))).To.ShouldBe("/data/unmatched?said=calls-given&count=1");
        (await admin.ExecuteScalarAsync<string>("select c.firstname from clients c join call_records r on r.client_id = c.id where r.client_phone = '+971509999999'")).ShouldBe("Nora");
        (await RollupProof.ReadAsync(admin, Cancel)).Wrong.ShouldBe(0);
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from audit_log where action = 'clients_changed' and details ? 'calls'")).ShouldBe(2);
        // Said twice, of an address that is nobody's, of nobody: nothing happens, and it is said.
        (await PostAsync("/data/unmatched", ("address", "leila.work@example.com"), ("client", Door.Leila.ToString()))).Status.ShouldBe(400);
        (await PostAsync("/data/unmatched", ("address", "new\"<b>x@example.com"))).Status.ShouldBe(400);
        (await PostAsync("/data/unmatched", ("address", "new\"<b>x@example.com"), ("client", Guid.NewGuid().ToString()))).Status.ShouldBe(400);
        await Door.DoAsync("delete from call_records where client_id is null; delete from clients where firstname = 'Nora'");
    }

    [Theory]
    [InlineData("", "b000@many.example")]
    [InlineData("?sort=address", "a000@many.example")]
    public async Task More_addresses_than_a_page_has_are_on_the_next_in_either_order(string order, string first)
    {
        await Door.DoAsync("""
            insert into call_records (client_email, started_at)
            select case when d > 0 then 'b' else 'a' end || lpad(n::text, 3, '0') || '@many.example', '2026-01-01 10:00Z'::timestamptz + d * interval '1 day'
            from generate_series(0, 69) n cross join generate_series(0, 2) d
            """);
        var parser = new AngleSharp.Html.Parser.HtmlParser();
        var page = parser.ParseDocument(await RawAsync("/data/unmatched" + order));
        var rows = page.QuerySelectorAll("table.list tbody tr");
        rows.Length.ShouldBe(100);
        rows[0].TextContent.ShouldContain(first);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Unmatched calls");
        page.QuerySelector(".total")!.TextContent.ShouldBe("210 unmatched calls");
        var next = page.QuerySelectorAll(".pages a").Single(link => link.TextContent == "Next page").GetAttribute("href")!;
        var second = parser.ParseDocument(await RawAsync(next));
        second.QuerySelectorAll("table.list tbody tr").Length.ShouldBe(40);
        second.QuerySelectorAll("tbody tr").Select(row => row.QuerySelector("td")!.TextContent).Intersect(rows.Select(row => row.QuerySelector("td")!.TextContent)).ShouldBeEmpty();
        second.QuerySelectorAll(".pages a").Select(link => link.TextContent).ShouldBe(["Previous page", "First page"]);
        parser.ParseDocument(await RawAsync(second.QuerySelector(".pages a")!.GetAttribute("href")!)).QuerySelector("tbody tr")!.TextContent.ShouldContain(first);
        await Door.DoAsync("delete from call_records where client_id is null");
    }

    [Fact]
    public async Task Who_may_be_one_person_is_shown_with_why_joined_once_and_two_persons_are_not_asked_about_again()
    {
        (await GetAsync("/data/duplicates")).ShouldContain("No possible duplicates");
        await Door.DoAsync("""
            with made as (
              insert into clients (firstname, lastname) values ('HADDAD', ' leila'), ('<i>Zoe</i>', 'One'), ('Zo', 'Two'), ('Same', 'Name'), ('Same', 'Name'), ('Info', 'A'), ('Info', 'B')
              returning id, firstname, lastname)
            insert into client_emails (email, client_id, is_primary)
            select case firstname when '<i>Zoe</i>' then 'zoe.klein@example.com' when 'Zo' then 'zoe.klein@example.org' when 'Info' then 'info@' || lower(lastname) || '.example' else id || '@x.example' end, id, true
            from made
            """);
        // They are looked for every few minutes.
        (await GetAsync("/data/duplicates")).ShouldContain("No possible duplicates");
        Door.Clock.Advance(TimeSpan.FromMinutes(5));
        var page = await GetAsync("/data/duplicates");
        page.ShouldContain("3 pairs of clients");
        page.ShouldContain("E-mails that begin the same");
        page.ShouldContain("HADDAD leila");
        (await RawAsync("/data/duplicates")).ShouldNotContain("<i>Zoe");
        page.ShouldNotContain("info@a.example");

        await using var admin = await Door.OpenAdminAsync();
        Task<Guid> IdAsync(string name) => admin.ExecuteScalarAsync<Guid>("select id from clients where firstname = @name order by id limit 1", new { name });
        var (zoe, zo, haddad) = (await IdAsync("<i>Zoe</i>"), await IdAsync("Zo"), await IdAsync("HADDAD"));
        var (status, to) = await PostAsync("/data/duplicates/two", ("one", zo.ToString()), ("other", zoe.ToString()));
        status.ShouldBe(302);
        var after = await GetAsync(to);
        after.ShouldContain("2 pairs of clients");
        after.ShouldContain("Undo");
        (await PostAsync("/data/duplicates/two", ("one", zoe.ToString()), ("other", zo.ToString()))).Status.ShouldBe(302);
        (await PostAsync("/data/duplicates/two/take-back", ("one", zoe.ToString()), ("other", zo.ToString()))).Status.ShouldBe(302);
        (await GetAsync("/data/duplicates")).ShouldContain("3 pairs of clients");

        (await PostAsync("/data/duplicates/merge", ("keep", Door.Leila.ToString()), ("gone", haddad.ToString()))).ShouldBe((302, "/data/duplicates?said=merged&count=0"));
        (await GetAsync("/data/duplicates")).ShouldContain("2 pairs of clients");
        (await admin.ExecuteScalarAsync<Guid>("select merged_into from clients where id = @haddad", new { haddad })).ShouldBe(Door.Leila);
        (await admin.QuerySingleAsync<(string, string)>("select who, details ->> 'gone' from audit_log where action = 'people_merged'")).ShouldBe(($"user:{everybody.Users["owner"]}", haddad.ToString()));
        // Who follows an old link finds the client who was kept.
        var (moved, _, _, response) = await everybody.AskAsync(HttpMethod.Get, $"/clients/{haddad}", null, everybody.Shown("owner"));
        (moved, response.Headers.Location?.ToString()).ShouldBe((302, $"/clients/{Door.Leila}"));
        (await PostAsync("/data/duplicates/merge", ("keep", Door.Leila.ToString()), ("gone", Door.Leila.ToString()))).Status.ShouldBe(400);
        (await PostAsync("/data/duplicates/two", ("one", zo.ToString()), ("other", zo.ToString()))).Status.ShouldBe(400);
        (await PostAsync("/data/duplicates/two", ("one", zo.ToString()), ("other", Guid.NewGuid().ToString()))).Status.ShouldBe(404);
    }

    private async Task<string> GetAsync(string path) => WebUtility.HtmlDecode(await RawAsync(path));

    private async Task<string> RawAsync(string path)
    {
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, path, null, everybody.Shown("owner"));
        status.ShouldBe(200, path);
        return text;
    }

    private Task<(int Status, string To)> PostAsync(string path, params (string Name, string Value)[] fields) => everybody.SendFormAsync("owner", path, fields);
}
