using System.Net;
using ClientVitals.Access;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

public sealed class PagesTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Leila and Omar in a break, as an analysis leaves them, Leila with a name that is a script.</summary>
    private async Task BreakAsync()
    {
        await using var admin = await door.OpenAdminAsync();
        await admin.ExecuteAsync("""
            update clients set firstname = '<script>alert(1)</script>', lastname = 'O''Brien & "Sons"' where id = @leila;
            update client_health_scores h set
              firstname = c.firstname, lastname = c.lastname, pattern_status = 'PATTERN_BREAK', last_pattern_check = @now, pattern_evidence = 9,
              pattern_since = '2025-12-20', pattern_reason = 'Usually 3 calls a week; no calls since 19 Dec.', avg_calls_per_week = 3, calls_this_week = 0,
              pattern_enough_history = true
            from clients c where c.id = h.client_id;
            insert into call_pattern_episodes (client_id, opened_on, break_on, worst_status, drift_since)
            select id, '2026-01-05', '2026-01-07', 'PATTERN_BREAK', '2025-12-20' from clients c
            where not exists (select from call_pattern_episodes e where e.client_id = c.id);
            insert into intervention_log (client_id, cause_kind, cause_id, cause_status, trigger_reason, triggered_at, triggered_on, due_date)
            select e.client_id, 'EPISODE', e.id, e.worst_status, 'Quiet', @now, '2026-01-07', '2026-01-07' from call_pattern_episodes e
            where not exists (select from intervention_log i where i.cause_id = e.id)
            """, new { leila = door.Leila, now = door.Clock.GetUtcNow() });
    }

    private async Task<HttpClient> SignedInAsync(string who)
    {
        await using var db = await door.OpenAsync();
        var user = (await Users.ReadAsync(db, null, 100, Cancel)).Single(u => u.Email == $"{who}@house.example");
        var link = await new MakeLink(LinkPurpose.SignIn, user.Id).RunAsync(door.Vitals, door.Clock.GetUtcNow(), Actor.CommandLine("test"), Cancel);
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = door.Address };
        using var form = new FormUrlEncodedContent([]);
        client.DefaultRequestHeaders.Add("Origin", door.Address.ToString().TrimEnd('/'));
        using var came = await client.PostAsync(new Uri($"/link/{link.Token}", UriKind.Relative), form, Cancel);
        came.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        // By hand: to a cookie jar of today the cookie of the test's clock is long over.
        client.DefaultRequestHeaders.Add("Cookie", came.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return client;
    }

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_where_one_signs_in_and_back()
    {
        using var client = door.As(null);
        using var response = await client.GetAsync(new Uri("/clients?search=le", UriKind.Relative), Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().ShouldBe("/sign-in?to=%2Fclients%3Fsearch%3Dle");
        (await GetAsync(client, "/sign-in?to=//evil.example")).Text.ShouldNotContain("evil");
        (await GetAsync(client, "/link/none-of-ours")).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task The_morning_page_says_who_and_why_and_shows_no_script_of_a_name()
    {
        await BreakAsync();
        using var owner = await SignedInAsync("owner");
        var (status, text) = await GetAsync(owner, "/");
        status.ShouldBe(HttpStatusCode.OK);
        text.ShouldContain("2 clients to contact today");
        text.ShouldContain("no calls since 19 Dec");
        text.ShouldNotContain("<script>alert");
        text.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; O&#x27;Brien &amp; &quot;Sons&quot;");
        foreach (var page in new[] { $"/clients/{door.Leila}", "/clients", "/call-patterns" })
            (await GetAsync(owner, page)).Text.ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task A_coach_sees_their_own_book_and_a_setter_no_judgement()
    {
        await BreakAsync();
        using var coach = await SignedInAsync("coach");
        (await GetAsync(coach, "/")).Text.ShouldContain("One client to contact today");
        (await GetAsync(coach, $"/clients/{door.Omar}")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var setter = await SignedInAsync("setter");
        (await GetAsync(setter, "/")).Status.ShouldBe(HttpStatusCode.Redirect);
        foreach (var page in new[] { "/call-patterns", "/coaches", "/coaches/gaps" })
        {
            var forbidden = await GetAsync(setter, page);
            forbidden.Status.ShouldBe(HttpStatusCode.Forbidden);
            forbidden.Text.ShouldContain("Your role does not see how clients are judged");
        }
        var (status, text) = await GetAsync(setter, $"/clients/{door.Leila}");
        status.ShouldBe(HttpStatusCode.OK);
        text.ShouldNotContain("Break");
    }

    [Fact]
    public async Task An_answer_is_kept_where_it_is_read_and_can_be_taken_back_and_no_other_site_can_give_it()
    {
        await BreakAsync();
        using var coach = await SignedInAsync("coach");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["answer"] = "called", ["to"] = "/" });
        using var foreign = new HttpRequestMessage(HttpMethod.Post, $"/clients/{door.Leila}/answer") { Content = form };
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        using (var refused = await coach.SendAsync(foreign, Cancel))
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var again = new FormUrlEncodedContent(new Dictionary<string, string> { ["answer"] = "called", ["to"] = "/" });
        using var answered = await coach.PostAsync(new Uri($"/clients/{door.Leila}/answer", UriKind.Relative), again, Cancel);
        answered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var to = answered.Headers.Location!.ToString();
        to.ShouldStartWith("/?said=answered&undo=");
        (await GetAsync(coach, to)).Text.ShouldContain("The answer is saved");
        using var undo = new FormUrlEncodedContent(new Dictionary<string, string> { ["to"] = "/" });
        using var taken = await coach.PostAsync(new Uri($"/answers/{to.Split("undo=")[1]}/take-back", UriKind.Relative), undo, Cancel);
        taken.Headers.Location!.ToString().ShouldBe("/?said=taken-back");
        await using var db = await door.OpenAsync();
        (await db.ExecuteScalarAsync<int>("select count(*)::int from intervention_events where made_by <> 'program' and undone_at is null")).ShouldBe(0);
        using var others = new FormUrlEncodedContent(new Dictionary<string, string> { ["answer"] = "left", ["to"] = "/" });
        using var none = await coach.PostAsync(new Uri($"/clients/{door.Omar}/answer", UriKind.Relative), others, Cancel);
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_style_is_kept_by_a_browser_for_good_and_changes_its_address_with_its_text()
    {
        using var client = door.As(null);
        var address = (await GetAsync(client, "/sign-in")).Text.Split("rel=\"stylesheet\" href=\"/assets/")[1].Split('"')[0];
        using var response = await client.GetAsync(new Uri("/assets/" + address, UriKind.Relative), Cancel);
        response.Headers.CacheControl!.ToString().ShouldContain("immutable");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
    }

    [Fact]
    public async Task The_list_is_exported_with_those_the_caller_may_see_and_that_is_on_record()
    {
        await BreakAsync();
        await door.DoAsync($"update clients set firstname = '=1+1' where id = '{door.Omar}'");
        using var owner = await SignedInAsync("owner");
        var (status, text) = await GetAsync(owner, "/clients.csv");
        status.ShouldBe(HttpStatusCode.OK);
        text.Trim().Split('\n').Length.ShouldBe(3);
        text.ShouldContain("'=1+1 Aziz");
        text.ShouldContain("\"<script>alert(1)</script> O'Brien & \"\"Sons\"\"\",leila@example.com,+971501234567,Sara");
        using var other = await SignedInAsync("other");
        (await GetAsync(other, "/clients.csv")).Text.ShouldNotContain("leila");
        (await GetAsync(owner, "/clients.csv?search=nobody")).Text.Trim().Split('\n').Length.ShouldBe(1);
        await using var admin = await door.OpenAdminAsync();
        (await admin.QueryAsync<string>("select details ->> 'rows' from audit_log where action = 'export' and details ->> 'rows' <> '1200' order by id")).ShouldBe(["2", "1", "0"]);
        await door.DoAsync($"update clients set firstname = 'Omar' where id = '{door.Omar}'");
    }

    [Fact]
    public async Task The_file_of_a_large_book_is_whole()
    {
        await door.DoAsync("""
            with made as (insert into clients (firstname, lastname) select 'Many' || n, repeat('x', 60) from generate_series(1, 1200) n returning id)
            insert into client_emails (email, client_id, is_primary) select id || '@many.example', id, true from made
            """);
        using var owner = await SignedInAsync("owner");
        var (status, text) = await GetAsync(owner, "/clients.csv?search=many");
        await door.DoAsync("delete from client_emails where email like '%@many.example'; delete from clients where firstname like 'Many%'");
        status.ShouldBe(HttpStatusCode.OK);
        text.Trim().Split('\n').Length.ShouldBe(1201);
    }
}
