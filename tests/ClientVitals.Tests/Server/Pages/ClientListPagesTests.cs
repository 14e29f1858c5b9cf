using System.Net;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>The lists: their filters live in the address, several are changed at once, views are one's own, and a book stays its coach's.</summary>
public sealed class ClientListPagesTests(Everybody everybody) : IClassFixture<Everybody>
{
    private OpenDoor Door => everybody.Door;

    [Fact]
    public async Task Each_list_of_the_call_patterns_shows_its_clients_to_those_they_belong_to()
    {
        await Door.DoAsync($"""
            with made as (
              insert into clients (firstname, lastname, coach_id, segment)
              select name, 'Listed', (select id from staff where name = coach), segment
              from (values ('Above', 'Sara', 'VIP'), ('Paused', 'Sara', null), ('Young', 'Tom', null), ('Stale', 'Tom', 'VIP')) v (name, coach, segment)
              returning id, firstname, lastname, coach_id)
            insert into client_health_scores (client_id, firstname, lastname, assigned_coach, last_pattern_check, pattern_status, pattern_hold, pattern_enough_history, avg_calls_per_week)
            select m.id, m.firstname, m.lastname, s.name, '{Door.Clock.GetUtcNow():O}',
              case m.firstname when 'Above' then 'ABOVE_PATTERN' else 'NORMAL' end, case m.firstname when 'Paused' then 'PAUSED' when 'Stale' then 'STALE' end, m.firstname <> 'Young', null
            from made m join staff s on s.id = m.coach_id
            """);
        foreach (var (list, name, coach) in new[] { ("ABOVE_PATTERN", "Above", "coach"), ("PAUSED", "Paused", "coach"), ("NOT_ENOUGH_HISTORY", "Young", "other"), ("STALE", "Stale", "other") })
        {
            var all = await GetAsync("owner", $"/call-patterns?status={list}");
            Names(all).ShouldBe([$"{name} Listed"]);
            Names(await GetAsync(coach, $"/call-patterns?status={list}")).ShouldBe([$"{name} Listed"]);
            Names(await GetAsync(coach == "coach" ? "other" : "coach", $"/call-patterns?status={list}")).ShouldBeEmpty();
        }
        Names(await GetAsync("owner", "/call-patterns?status=STALE&segment=VIP")).ShouldBe(["Stale Listed"]);
        Names(await GetAsync("owner", "/call-patterns?status=PAUSED&segment=VIP")).ShouldBeEmpty();
        Names(await GetAsync("owner", "/call-patterns?status=STALE&coach=Sara")).ShouldBeEmpty();
        (await GetAsync("owner", "/call-patterns?segment=VIP")).ShouldContain("Nobody");
        (await GetAsync("owner", "/call-patterns")).ShouldContain("Leila");
        await Door.DoAsync("delete from client_health_scores where lastname = 'Listed'; delete from clients where lastname = 'Listed'");
    }

    [Fact]
    public async Task Several_clients_are_paused_at_once_and_only_those_of_their_own_book()
    {
        var (status, to) = await PostAsync("coach", "/clients/pause", ("client", Door.Leila.ToString()), ("client", Door.Omar.ToString()), ("from", "2026-02-01"), ("until", "2026-02-08"), ("to", "/clients"));
        status.ShouldBe(302);
        to.ShouldBe("/clients?said=several-paused&count=1");
        (await GetAsync("coach", to)).ShouldContain("One client is paused");
        await using var admin = await Door.OpenAdminAsync();
        (await admin.QueryAsync<Guid>("select client_id from client_pauses where starts_on = '2026-02-01'")).ShouldBe([Door.Leila]);
        (await PostAsync("owner", "/clients/pause", ("client", Door.Leila.ToString()), ("client", Door.Omar.ToString()), ("from", "2026-02-01"), ("until", "2026-02-08"), ("to", "/clients"))).To
            .ShouldBe("/clients?said=several-paused&count=1");
        (await PostAsync("owner", "/clients/pause", ("from", "2026-02-01"))).Status.ShouldBe(400);
        (await PostAsync("owner", "/clients/pause", ("client", Door.Leila.ToString()), ("from", "2026-02-01"), ("until", "2026-01-01"))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_book_that_changed_hands_is_counted_again()
    {
        static string Books(string page) => System.Text.RegularExpressions.Regex.Replace(page.Split("<tbody>")[1].Split("</tbody>")[0], "<[^>]*>|\\s+", " ");
        await using var admin = await Door.OpenAdminAsync();
        var before = Books(await GetAsync("owner", "/coaches"));
        var sara = await admin.ExecuteScalarAsync<Guid>("select id from staff where name = 'Sara'");
        (await PostAsync("owner", "/clients/change", ("client", Door.Omar.ToString()), ("coach", sara.ToString()), ("to", "/clients"))).Status.ShouldBe(302);
        Books(await GetAsync("owner", "/coaches")).ShouldNotBe(before);
        var tom = await admin.ExecuteScalarAsync<Guid>("select id from staff where name = 'Tom'");
        (await PostAsync("owner", "/clients/change", ("client", Door.Omar.ToString()), ("coach", tom.ToString()), ("to", "/clients"))).Status.ShouldBe(302);
        Books(await GetAsync("owner", "/coaches")).ShouldBe(before);
    }

    [Fact]
    public async Task Clients_go_to_another_coach_and_into_a_group_and_that_is_written_down()
    {
        await using var admin = await Door.OpenAdminAsync();
        var tom = await admin.ExecuteScalarAsync<Guid>("select id from staff where name = 'Tom'");
        var sara = await admin.ExecuteScalarAsync<Guid>("select id from staff where name = 'Sara'");
        Task<int> RecordedAsync() => admin.ExecuteScalarAsync<int>("select count(*)::int from audit_log where action = 'clients_changed'");
        var recorded = await RecordedAsync();
        (await PostAsync("owner", "/clients/change", ("client", Door.Leila.ToString()), ("client", Door.Omar.ToString()), ("coach", tom.ToString()), ("segment", "Gold"), ("to", "/clients"))).To
            .ShouldBe("/clients?said=several-changed&count=2");
        (await admin.QuerySingleAsync<(Guid, Guid, string)>("select from_coach, to_coach, changed_by from client_owner_changes where client_id = @leila", new { leila = Door.Leila })).ShouldBe((sara, tom, "owner"));
        (await admin.QuerySingleAsync<(string, string, int)>("select assigned_coach, previous_owner, owner_change_count from client_health_scores where client_id = @leila", new { leila = Door.Leila }))
            .ShouldBe(("Tom", "Sara", 1));
        // Their earlier coach no longer sees them; Tom does, in the new group.
        Names(await GetAsync("coach", "/clients")).ShouldBeEmpty();
        Names(await GetAsync("other", "/clients?segment=Gold")).Count.ShouldBe(2);
        (await PostAsync("owner", "/clients/change", ("client", Door.Leila.ToString()), ("coach", sara.ToString()), ("segment", "–"), ("to", "/clients"))).To.ShouldBe("/clients?said=several-changed&count=1");
        Names(await GetAsync("owner", "/clients?segment=Gold")).ShouldBe(["Omar Aziz"]);
        (await RecordedAsync()).ShouldBe(recorded + 2);
        (await PostAsync("owner", "/clients/change", ("client", Door.Omar.ToString()), ("segment", "-"), ("to", "/clients"))).Status.ShouldBe(302);
        foreach (var odd in new[] { ("coach", Guid.NewGuid().ToString()), ("coach", "Tom"), ("segment", new string('x', 61)), ("segment", "") })
            (await PostAsync("owner", "/clients/change", ("client", Door.Leila.ToString()), odd)).Status.ShouldBe(400, odd.ToString());
    }

    [Fact]
    public async Task A_view_is_kept_under_a_name_by_its_owner_alone_and_removed_again()
    {
        (await PostAsync("owner", "/views", ("place", "/clients"), ("name", " <b>Gold</b> "), ("filters", "segment=Gold&sort=newest"))).To.ShouldBe("/clients?segment=Gold&sort=newest");
        (await PostAsync("owner", "/views", ("place", "/clients"), ("name", "<b>Gold</b>"), ("filters", "status=ACTIVE"))).Status.ShouldBe(302);
        var mine = await RawAsync("owner", "/clients");
        mine.ShouldContain("&lt;b&gt;Gold&lt;/b&gt;");
        mine.ShouldContain("href=\"/clients?status=ACTIVE\"");
        mine.ShouldNotContain("segment=Gold");
        (await RawAsync("admin", "/clients")).ShouldNotContain("Gold&lt;/b");
        await using var admin = await Door.OpenAdminAsync();
        var id = await admin.ExecuteScalarAsync<Guid>("select id from saved_views");
        (await PostAsync("coach", $"/views/{id}/remove", ("to", "/clients"))).Status.ShouldBe(302);
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from saved_views")).ShouldBe(1);
        (await PostAsync("owner", $"/views/{id}/remove", ("to", "/clients"))).To.ShouldBe("/clients");
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from saved_views")).ShouldBe(0);
        foreach (var odd in new[] { ("place", "//evil.example"), ("name", " "), ("name", new string('x', 61)), ("filters", new string('x', 1001)) })
        {
            var form = new Dictionary<string, string> { ["place"] = "/clients", ["name"] = "x", ["filters"] = "a=b", [odd.Item1] = odd.Item2 };
            (await PostAsync("owner", "/views", [.. form.Select(pair => (pair.Key, pair.Value))])).Status.ShouldBe(400, odd.ToString());
        }
        for (var view = 0; view < 21; view++)
            (await PostAsync("owner", "/views", ("place", "/clients"), ("name", $"view {view}"), ("filters", "a=b"))).Status.ShouldBe(view < 20 ? 302 : 400);
        await Door.DoAsync("delete from saved_views");
    }

    [Fact]
    public async Task The_newest_first_goes_page_by_page_through_everybody_once()
    {
        await Door.DoAsync("insert into clients (firstname, lastname, created_at) select 'N' || n, 'Newest', '2026-01-01'::timestamptz + (n / 3) * interval '1 minute' from generate_series(1, 119) n");
        var seen = new List<string>();
        for (var path = "/clients?sort=newest"; path is not null;)
        {
            var page = await RawAsync("owner", path);
            seen.AddRange(Names(WebUtility.HtmlDecode(page)));
            path = page.Split("<a class=\"act\" href=\"").Skip(1).Select(part => part.Split('"')).Where(part => part[1].StartsWith(">Next page", StringComparison.Ordinal))
                .Select(part => WebUtility.HtmlDecode(part[0])).SingleOrDefault();
        }
        var newest = seen.Where(name => name.EndsWith("Newest", StringComparison.Ordinal)).ToList();
        newest.Distinct().Count().ShouldBe(119);
        newest.Count.ShouldBe(119);
        newest[0].ShouldBeOneOf("N119 Newest", "N118 Newest", "N117 Newest");
        newest[^1].ShouldBeOneOf("N1 Newest", "N2 Newest");
        await Door.DoAsync("delete from clients where lastname = 'Newest'");
    }

    private static List<string> Names(string page) =>
        [.. page.Split("href=\"/clients/").Skip(1).Select(part => part.Split('>')[1].Split('<')[0])];

    private async Task<string> GetAsync(string who, string path) => WebUtility.HtmlDecode(await RawAsync(who, path));

    private async Task<string> RawAsync(string who, string path)
    {
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, path, null, everybody.Shown(who));
        status.ShouldBe(200, path);
        return text;
    }

    private Task<(int Status, string To)> PostAsync(string who, string path, params (string Name, string Value)[] fields) => everybody.SendFormAsync(who, path, fields);
}
