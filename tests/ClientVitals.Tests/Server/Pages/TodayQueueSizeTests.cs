using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ClientVitals.Server.Web;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>
/// A full queue stays a small page: the forms of a row come when they are asked for, after an act only what it changed comes over the wire, and the page asks the
/// database no more than it needs.
/// </summary>
public sealed class TodayQueueSizeTests(TodayQueueSizeTests.FullDoor full) : IClassFixture<TodayQueueSizeTests.FullDoor>
{
    /// <summary>Characters of a row at rest, and of everything that is no row.</summary>
    private const int MostOfARow = 2_800, MostOfTheRest = 32_000;

    /// <summary>Statements of one page, the one that finds out who asks included.</summary>
    private const int MostStatements = 14;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Everybody, and in Sara's book thirty clients in each of the sections of the queue.</summary>
    public sealed class FullDoor(TestCluster cluster) : IAsyncLifetime
    {
        public Everybody Everybody { get; } = new(cluster);

        public async ValueTask InitializeAsync()
        {
            await Everybody.InitializeAsync();
            await Everybody.Door.DoAsync("""
                insert into clients (firstname, lastname, coach_id) select 'Full' || n, 'Client', s.id from staff s, generate_series(1, 90) n where s.name = 'Sara';
                insert into client_phones (phone, client_id, is_primary) select '+9715012' || lpad(substr(firstname, 5), 5, '0'), id, true from clients where lastname = 'Client';
                insert into client_health_scores (email, client_id, firstname, lastname, assigned_coach, pattern_status, pattern_evidence, pattern_enough_history, pattern_reason, last_pattern_check)
                select lower(firstname) || '@x.example', id, firstname, lastname, 'Sara', 'PATTERN_BREAK', 20, true, 'Usually Mon. No calls since 5 Oct; about 9 expected.', (select max(last_pattern_check) from client_health_scores)
                from clients where lastname = 'Client';
                insert into call_pattern_episodes (client_id, opened_on, break_on, worst_status, drift_since) select id, '2026-01-07', '2026-01-07', 'PATTERN_BREAK', '2025-10-06' from clients where lastname = 'Client';
                insert into intervention_log (client_id, cause_kind, cause_id, cause_status, trigger_reason, triggered_at, triggered_on, due_date)
                select e.client_id, 'EPISODE', e.id, 'PATTERN_BREAK', 'Quiet', '2026-01-07 05:00Z', date '2026-01-07' - substr(c.firstname, 5)::int % 3, '2026-01-07'
                from call_pattern_episodes e join clients c on c.id = e.client_id where c.lastname = 'Client';
                insert into intervention_events (item_id, client_id, kind, made_at, made_on, made_by, due_date)
                select i.id, i.client_id, 'NO_ANSWER', '2026-01-06 08:00Z', '2026-01-06', 'Sara', '2026-01-07'
                from intervention_log i join clients c on c.id = i.client_id where c.lastname = 'Client' and substr(c.firstname, 5)::int % 3 = 2;
                update intervention_log i set outcome = 'NO_ANSWER', actioned_at = '2026-01-06 08:00Z', executed_by = 'Sara', follow_up_date = '2026-01-07'
                from clients c where c.id = i.client_id and c.lastname = 'Client' and substr(c.firstname, 5)::int % 3 = 2;
                """);
        }

        public ValueTask DisposeAsync() => Everybody.DisposeAsync();
    }

    private Task<string> AskAsync(string who, string path, string? shown = null) => AskAsync(who, HttpMethod.Get, path, null, shown);

    private async Task<string> AskAsync(string who, HttpMethod method, string path, HttpContent? content, string? shown)
    {
        (string, string)[] headers = [.. full.Everybody.Shown(who), ("HX-Request", "true"), (ShownParts.Header, shown ?? "")];
        var (status, _, text, response) = await full.Everybody.AskAsync(method, path, content, headers);
        if (status == 302)
            return await AskAsync(who, response.Headers.Location!.OriginalString, shown);
        status.ShouldBe(200, path);
        return text;
    }

    private static IDocument Read(string html) => new HtmlParser().ParseDocument(html);

    /// <summary>What the pages' script says of what it shows.</summary>
    private static string Marks(IParentNode page) => string.Join(' ', page.QuerySelectorAll("[data-mark]").Select(row => $"{row.Id}:{row.GetAttribute("data-mark")}"));

    [Fact]
    public async Task The_forms_of_the_rows_are_not_in_the_page_and_a_full_queue_is_a_small_page()
    {
        foreach (var who in new[] { "owner", "coach" })
        {
            var html = await AskAsync(who, "/");
            using var page = Read(html);
            var rows = page.QuerySelectorAll(".line");
            rows.Length.ShouldBeGreaterThanOrEqualTo(60, who);
            page.QuerySelectorAll(".queue .line form").ShouldBeEmpty("no row has a form, nor a colleague to choose");
            rows.Max(row => row.OuterHtml.Length).ShouldBeLessThan(MostOfARow, who);
            (html.Length - rows.Sum(row => row.OuterHtml.Length)).ShouldBeLessThan(MostOfTheRest, who);
        }
        // The list of call patterns shows the same rows.
        using var list = Read(await AskAsync("owner", "/call-patterns"));
        list.QuerySelectorAll(".line").Length.ShouldBeGreaterThan(40);
        list.QuerySelectorAll(".line .outcomes form").ShouldBeEmpty();
    }

    [Fact]
    public async Task One_row_gives_its_forms_as_of_what_the_page_showed_to_those_who_may_see_the_client()
    {
        using var page = Read(await AskAsync("coach", "/"));
        var address = page.QuerySelector(".line a[data-forms]")!.GetAttribute("href")!;
        using var forms = Read(await AskAsync("coach", address));
        forms.QuerySelector("#page").ShouldBeNull("only the forms");
        forms.QuerySelectorAll("form").Length.ShouldBe(5);
        forms.QuerySelectorAll("button[name=act][data-key]").Select(button => button.GetAttribute("value")).ShouldBe(["reached", "no_answer", "all_good", "left"]);
        forms.QuerySelectorAll("input[name=to]").Select(input => input.GetAttribute("value")).Distinct().ShouldHaveSingleItem()!.ShouldStartWith("/?since=");
        using var older = Read(await AskAsync("coach", Regex.Replace(address, "seen=\\d+", "seen=7")));
        older.QuerySelectorAll("input[name=seen]").Select(input => input.GetAttribute("value")).Distinct().ShouldBe(["7"]);
        // Without the script it is a page, with a way back.
        var (status, _, whole, _) = await full.Everybody.AskAsync(HttpMethod.Get, address, null, full.Everybody.Shown("coach"));
        status.ShouldBe(200);
        using var own = Read(whole);
        own.QuerySelectorAll("#page .line form").Length.ShouldBe(5);
        own.QuerySelectorAll("#page a").ShouldContain(link => link.GetAttribute("href")!.StartsWith("/?since=", StringComparison.Ordinal));
        // Of another book, and of nobody, there is nothing.
        foreach (var (who, path) in new[] { ("other", address), ("owner", "/interventions/999999") })
            (await full.Everybody.AskAsync(HttpMethod.Get, path, null, full.Everybody.Shown(who))).Status.ShouldBe(404, who);
        (await full.Everybody.AskAsync(HttpMethod.Get, address, null, full.Everybody.Shown("setter"))).Status.ShouldBe(403);
    }

    [Fact]
    public async Task After_an_act_only_what_it_changed_comes_also_to_a_colleague()
    {
        var opened = await AskAsync("coach", "/");
        using var page = Read(opened);
        var since = page.QuerySelector("#page")!.GetAttribute("data-since");
        using var watching = Read(await AskAsync("owner", $"/?since={since}"));
        var item = page.QuerySelector(".line:not([data-done])")!.GetAttribute("data-item")!;
        var form = new FormUrlEncodedContent([new("act", "reached"), new("seen", "0"), new("to", $"/?since={since}")]);
        var answer = await AskAsync("coach", HttpMethod.Post, $"/interventions/{item}/act", form, Marks(page));
        using var after = Read(answer);
        after.QuerySelectorAll(".line:not([data-same])").Select(row => row.Id).ShouldBe([$"item-{item}", .. New(page, after)], ignoreOrder: true, "the row that is done, and the one that follows");
        New(page, after).Count().ShouldBe(1);
        after.QuerySelectorAll("[data-same]").ShouldAllBe(row => row.ChildNodes.Length == 0);
        after.QuerySelector($"#item-{item}")!.GetAttribute("data-done").ShouldBe("yes");
        answer.Length.ShouldBeLessThan(opened.Length / 3);
        Marks(after).Split(' ').Length.ShouldBeGreaterThan(60);
        var theirs = await AskAsync("owner", $"/?since={since}", Marks(watching));
        using var colleagues = Read(theirs);
        colleagues.QuerySelectorAll(".line:not([data-same])").Select(row => row.Id).ShouldContain($"item-{item}");
        colleagues.QuerySelectorAll(".line:not([data-same])").Length.ShouldBe(2);

        // What changes in a row by another way is another row: a colleague's name for it, the weeks, whom it is for.
        var other = page.QuerySelectorAll(".line:not([data-done])")[3].GetAttribute("data-item")!;
        await full.Everybody.Door.DoAsync($"update client_health_scores h set pattern_reason = 'Another reason' from intervention_log i where i.client_id = h.client_id and i.id = {other}");
        using var again = Read(await AskAsync("owner", $"/?since={since}", Marks(colleagues)));
        again.QuerySelectorAll(".line:not([data-same])").ShouldHaveSingleItem().TextContent.ShouldContain("Another reason");
        // The undo brings the row back whole.
        var undo = after.QuerySelector($"#item-{item} form")!.GetAttribute("action")!;
        using var back = Read(await AskAsync("coach", HttpMethod.Post, undo, new FormUrlEncodedContent([new("to", $"/?since={since}")]), Marks(after)));
        back.QuerySelector($"#item-{item}")!.HasAttribute("data-done").ShouldBeFalse();
        back.QuerySelector($"#item-{item} .name").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_page_asks_the_database_a_bounded_number_of_times()
    {
        await AskAsync("owner", "/");
        await using var admin = await full.Everybody.Door.OpenAdminAsync();
        var name = await admin.ExecuteScalarAsync<string>("select current_database()");
        var asked = new ConcurrentQueue<string>();
        using var mine = new Activity("page").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == mine.TraceId && activity.Source.Name == "Npgsql")
                    asked.Enqueue(activity.DisplayName + " " + string.Join(' ', activity.Tags.Where(tag => tag.Key.Contains("query", StringComparison.Ordinal) || tag.Key.Contains("statement", StringComparison.Ordinal)).Select(tag => tag.Value)));
            },
        };
        ActivitySource.AddActivityListener(listener);
        var (status, _, _, _) = await full.Everybody.AskAsync(
            HttpMethod.Get, "/", null, [.. full.Everybody.Shown("owner"), ("traceparent", $"00-{mine.TraceId}-{mine.SpanId}-01")]);
        status.ShouldBe(200, name);
        asked.Count.ShouldBeGreaterThan(5, "they are seen");
        asked.Count.ShouldBeLessThanOrEqualTo(MostStatements, string.Join("\n", asked));
    }

    /// <summary>Rows that were not there before.</summary>
    private static IEnumerable<string?> New(IParentNode before, IParentNode after) =>
        after.QuerySelectorAll(".line, li[data-same][id^=item-]").Select(row => row.Id).Except(before.QuerySelectorAll(".line").Select(row => row.Id));
}
