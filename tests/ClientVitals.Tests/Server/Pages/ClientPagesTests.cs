using System.Net;
using ClientVitals.Calls;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>One client: what happened in one line of time, and what people do about it, each with its undo.</summary>
public sealed class ClientPagesTests(Everybody everybody) : IClassFixture<Everybody>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OpenDoor Door => everybody.Door;

    [Fact]
    public async Task A_call_is_logged_with_one_tap_and_taken_out_again_and_the_roll_up_follows()
    {
        await using var admin = await Door.OpenAdminAsync();
        Task<int> CallsAsync() => admin.ExecuteScalarAsync<int>("select count(*)::int from call_records where client_id = @leila", new { leila = Door.Leila });
        var before = await CallsAsync();
        var (status, to) = await PostAsync("coach", $"/clients/{Door.Leila}/calls", ("reached", "yes"));
        status.ShouldBe(302);
        to.ShouldStartWith($"/clients/{Door.Leila}?said=call-kept&undo=");
        (await CallsAsync()).ShouldBe(before + 1);
        (await admin.QuerySingleAsync<(string, string, string)>("select staff, status, direction from call_records where provider = 'by hand'")).ShouldBe(("Sara", "COMPLETED", "OUTBOUND"));
        var page = await GetAsync("coach", to);
        page.ShouldContain("The call is logged.");
        page.ShouldContain("Phone, outbound, completed");
        await ProvenAsync();
        var undo = page.Split("method=\"post\" action=\"").Select(part => part.Split('"')[0]).First(action => action.Contains("/calls/", StringComparison.Ordinal));
        (await PostAsync("other", undo)).Status.ShouldBe(404);
        (await PostAsync("coach", undo)).To.ShouldBe($"/clients/{Door.Leila}?said=call-gone");
        (await CallsAsync()).ShouldBe(before);
        await ProvenAsync();
        (await PostAsync("coach", undo)).Status.ShouldBe(400);
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from audit_log where action = 'call_taken_back'")).ShouldBe(1);

        // Yesterday's call, in the business's zone; nothing of tomorrow, and nothing without sense.
        (await PostAsync("coach", $"/clients/{Door.Leila}/calls", ("at", "2026-01-06T09:30"), ("reached", "no"), ("minutes", "2"), ("notes", "Nobody there"))).Status.ShouldBe(302);
        (await admin.QuerySingleAsync<(DateTime, string, int, string)>("select started_at, status, duration_seconds, notes from call_records where provider = 'by hand'"))
            .ShouldBe((new DateTime(2026, 1, 6, 5, 30, 0, DateTimeKind.Utc), "NO_ANSWER", 120, "Nobody there"));
        await ProvenAsync();
        foreach (var odd in new[] { ("at", "2026-01-09T09:30"), ("at", "yesterday"), ("minutes", "2.5"), ("minutes", "99999"), ("notes", "x\0y"), ("notes", new string('x', 4001)) })
            (await PostAsync("coach", $"/clients/{Door.Leila}/calls", odd)).Status.ShouldBe(400, odd.ToString());
        (await PostAsync("coach", $"/clients/{Door.Omar}/calls", ("reached", "yes"))).Status.ShouldBe(404);
        await Door.DoAsync("delete from call_records where provider = 'by hand'");
    }

    [Fact]
    public async Task The_end_of_a_relation_is_entered_in_advance_shown_and_undone()
    {
        var (status, to) = await PostAsync("coach", $"/clients/{Door.Leila}/ends", ("on", "2026-03-31"), ("reason", "package"));
        status.ShouldBe(302);
        to.ShouldStartWith($"/clients/{Door.Leila}?said=end-entered&undo=");
        var page = await GetAsync("coach", to);
        page.ShouldContain("The end is entered: from that day on no calls are expected");
        page.ShouldContain("(package)");
        page.ShouldContain("Last day of the package");
        (await PostAsync("coach", $"/clients/{Door.Leila}/ends", ("on", "2026-03-31"), ("reason", "package"))).To.ShouldBe($"/clients/{Door.Leila}?said=said-already");
        (await PostAsync("other", $"/clients/{Door.Leila}/ends", ("on", "2026-03-31"))).Status.ShouldBe(404);
        foreach (var odd in new[] { ("on", ""), ("on", "soon"), ("on", "0001-01-01") })
            (await PostAsync("coach", $"/clients/{Door.Leila}/ends", odd)).Status.ShouldBe(400, odd.ToString());
        (await PostAsync("coach", $"/clients/{Door.Leila}/ends", ("on", "2026-03-31"), ("reason", "bored"))).Status.ShouldBe(400);
        await using var admin = await Door.OpenAdminAsync();
        (await admin.ExecuteScalarAsync<string>("select ended_on::text from clients where id = @leila", new { leila = Door.Leila })).ShouldBe("2026-03-31");
        var undo = page.Split("method=\"post\" action=\"").Select(part => part.Split('"')[0]).First(action => action.Contains("/ends/", StringComparison.Ordinal));
        (await PostAsync("other", undo)).Status.ShouldBe(404);
        (await PostAsync("coach", undo)).To.ShouldBe($"/clients/{Door.Leila}?said=end-gone");
        (await admin.ExecuteScalarAsync<string?>("select ended_on::text from clients where id = @leila", new { leila = Door.Leila })).ShouldBeNull();
        (await PostAsync("coach", undo)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_note_is_kept_as_it_was_written_seen_by_whom_the_client_is_and_taken_back_by_its_writer()
    {
        var text = "Her <b>knee</b> \u202e hurts\r\nand 😀 'again'";
        var (status, to) = await PostAsync("coach", $"/clients/{Door.Leila}/notes", ("note", text));
        status.ShouldBe(302);
        var page = await RawAsync("coach", to);
        page.ShouldNotContain("<b>knee");
        WebUtility.HtmlDecode(page).ShouldContain("Her <b>knee</b> \u202e hurts\nand 😀 'again'");
        (await RawAsync("setter", $"/clients/{Door.Leila}")).ShouldContain("knee");
        (await AskAsync("other", $"/clients/{Door.Leila}")).Status.ShouldBe(404);
        (await PostAsync("other", $"/clients/{Door.Leila}/notes", ("note", "x"))).Status.ShouldBe(404);
        await using var admin = await Door.OpenAdminAsync();
        var note = await admin.ExecuteScalarAsync<long>("select id from client_notes");
        (await PostAsync("setter", $"/clients/{Door.Leila}/notes/{note}/take-back")).Status.ShouldBe(400);
        (await PostAsync("coach", $"/clients/{Door.Omar}/notes/{note}/take-back")).Status.ShouldBe(404);
        (await PostAsync("coach", $"/clients/{Door.Leila}/notes/{note}/take-back")).To.ShouldBe($"/clients/{Door.Leila}?said=note-gone");
        (await RawAsync("coach", $"/clients/{Door.Leila}")).ShouldNotContain("knee");
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from client_notes where taken_back_at is not null")).ShouldBe(1);
        foreach (var odd in new[] { "", "  \n ", "a\0b", new string('x', 4001) })
            (await PostAsync("coach", $"/clients/{Door.Leila}/notes", ("note", odd))).Status.ShouldBe(400);
        // What a setter wrote an owner may take back.
        (await PostAsync("setter", $"/clients/{Door.Leila}/notes", ("note", "Wrong client"))).Status.ShouldBe(302);
        var theirs = await admin.ExecuteScalarAsync<long>("select max(id) from client_notes");
        (await PostAsync("owner", $"/clients/{Door.Leila}/notes/{theirs}/take-back")).Status.ShouldBe(302);
        await Door.DoAsync("delete from client_notes");
    }

    [Fact]
    public async Task A_pause_is_entered_and_taken_back()
    {
        var (_, to) = await PostAsync("coach", $"/clients/{Door.Leila}/pause", ("from", "2026-03-01"), ("until", "2026-03-08"));
        var page = await GetAsync("coach", to);
        page.ShouldContain("Away, back 8 Mar 2026");
        var undo = page.Split("method=\"post\" action=\"").Select(part => part.Split('"')[0]).First(action => action.Contains("/pauses/", StringComparison.Ordinal));
        (await PostAsync("coach", $"/clients/{Door.Leila}/pause", ("from", "2026-03-01"), ("until", "2026-03-08"))).To.ShouldBe($"/clients/{Door.Leila}?said=said-already");
        (await PostAsync("coach", undo)).To.ShouldBe($"/clients/{Door.Leila}?said=pause-gone");
        (await GetAsync("coach", $"/clients/{Door.Leila}")).ShouldNotContain("back 8 Mar");
        (await PostAsync("coach", undo)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Who_is_away_without_an_end_is_back_with_one_tap()
    {
        (await RawAsync("coach", $"/clients/{Door.Leila}")).ShouldNotContain("Back from today on");
        (await PostAsync("coach", $"/clients/{Door.Leila}/pause", ("from", "2026-01-01"), ("reason", "injury"))).Status.ShouldBe(302);
        var page = await GetAsync("coach", $"/clients/{Door.Leila}");
        page.ShouldContain("Away, no end date: injury");
        page.ShouldContain("Back from today on");
        (await PostAsync("other", $"/clients/{Door.Leila}/back")).Status.ShouldBe(404);
        (await PostAsync("coach", $"/clients/{Door.Leila}/back")).To.ShouldBe($"/clients/{Door.Leila}?said=is-back");
        page = await GetAsync("coach", $"/clients/{Door.Leila}");
        page.ShouldContain("Away, back 7 Jan 2026: injury");
        page.ShouldNotContain("Back from today on");
        (await PostAsync("coach", $"/clients/{Door.Leila}/back")).Status.ShouldBe(400);
        (await PostAsync("coach", $"/clients/{Door.Leila}/pause", ("from", "2026-01-01"), ("reason", "whim"))).Status.ShouldBe(400);
        await Door.DoAsync("delete from client_pauses");
    }

    [Fact]
    public async Task A_tap_that_arrives_twice_is_one_call_and_one_note()
    {
        await using var admin = await Door.OpenAdminAsync();
        var once = ("once", Guid.NewGuid().ToString());
        var first = await PostAsync("coach", $"/clients/{Door.Leila}/calls", ("reached", "yes"), once);
        (await PostAsync("coach", $"/clients/{Door.Leila}/calls", ("reached", "yes"), once)).ShouldBe(first);
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from call_records where provider = 'by hand'")).ShouldBe(1);
        // What another sends with the same word is a call of the other client, and changes nothing of this one.
        (await PostAsync("other", $"/clients/{Door.Omar}/calls", ("reached", "no"), once)).Status.ShouldBe(302);
        (await admin.QueryAsync<(Guid, string)>("select client_id, status from call_records where provider = 'by hand' order by status")).ShouldBe([(Door.Leila, "COMPLETED"), (Door.Omar, "NO_ANSWER")]);
        var note = await PostAsync("coach", $"/clients/{Door.Leila}/notes", ("note", "Twice"));
        (await PostAsync("coach", $"/clients/{Door.Leila}/notes", ("note", "Twice"))).ShouldBe(note);
        (await PostAsync("owner", $"/clients/{Door.Leila}/notes", ("note", "Twice"))).Status.ShouldBe(302);
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from client_notes")).ShouldBe(2);
        await Door.DoAsync("delete from call_records where provider = 'by hand'; delete from client_notes");
    }

    [Fact]
    public async Task Two_notes_that_arrive_together_are_one()
    {
        var (now, same) = (Door.Clock.GetUtcNow(), new ClientVitals.People.WriteNote(Door.Leila, "At once"));
        await using var first = await Door.Vitals.BeginAsync(ClientVitals.Access.Actor.CommandLine("coach"), now, Cancel);
        await using var second = await Door.Vitals.BeginAsync(ClientVitals.Access.Actor.CommandLine("coach"), now, Cancel);
        var written = await same.RunAsync(first, Cancel);
        var later = same.RunAsync(second, Cancel);
        // The second waits for the first, however long that takes; without its turn it would have been done by now.
        (await Task.WhenAny(later, Task.Delay(300, Cancel))).ShouldNotBe(later);
        await first.CommitAsync(Cancel);
        (await later).ShouldBe(written);
        await second.CommitAsync(Cancel);
        await Door.DoAsync("delete from client_notes");
    }

    [Fact]
    public async Task A_day_that_no_business_can_mean_is_refused_wherever_one_is_entered()
    {
        await using var admin = await Door.OpenAdminAsync();
        Task<int> PausesAsync() => admin.ExecuteScalarAsync<int>("select count(*)::int from client_pauses");
        var before = await PausesAsync();
        foreach (var day in new[] { "9999-12-31", "0001-01-01", "1899-12-31", "2200-01-01" })
        {
            (await PostAsync("coach", $"/clients/{Door.Leila}/pause", ("from", "2026-01-01"), ("until", day))).Status.ShouldBe(400, day);
            (await PostAsync("coach", $"/clients/{Door.Leila}/answer", ("answer", "away"), ("until", day))).Status.ShouldBe(400, day);
            (await PostAsync("coach", "/clients/pause", ("client", Door.Leila.ToString()), ("from", day))).Status.ShouldBe(400, day);
        }
        (await PausesAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Who_was_never_analysed_has_dashes_where_nobody_counted()
    {
        await using var admin = await Door.OpenAdminAsync();
        await Door.DoAsync("with made as (insert into clients (firstname) values ('Fresh') returning id) insert into client_health_scores (client_id) select id from made");
        var fresh = await admin.ExecuteScalarAsync<Guid>("select id from clients where firstname = 'Fresh'");
        var page = await GetAsync("owner", $"/clients/{fresh}");
        page.ShouldContain("This week / average of 30 days</dt><dd>– / –");
        page.ShouldContain("By chance</dt><dd>–");
        page.ShouldNotContain("by chance 0 to 0");
        await Door.DoAsync("delete from clients where firstname = 'Fresh'");
    }

    [Fact]
    public async Task What_is_entered_and_taken_back_is_on_record_with_who_did_it()
    {
        await using var admin = await Door.OpenAdminAsync();
        await PostAsync("coach", $"/clients/{Door.Leila}/pause", ("from", "2026-01-02"));
        await PostAsync("coach", $"/clients/{Door.Leila}/back");
        await PostAsync("setter", $"/clients/{Door.Leila}/notes", ("note", "x"));
        await PostAsync("owner", $"/clients/{Door.Leila}/notes/{await admin.ExecuteScalarAsync<long>("select max(id) from client_notes")}/take-back");
        await PostAsync("admin", $"/clients/{Door.Leila}/pauses/{await admin.ExecuteScalarAsync<long>("select max(id) from client_pauses where superseded_at is null")}/take-back");
        (await admin.QueryAsync<(string, string)>("select a.details ->> 'did', u.email from audit_log a join users u on a.who = 'user:' || u.id where a.details ? 'did' and a.subject = 'client:' || @leila order by a.id", new { leila = Door.Leila }))
            .TakeLast(5).ShouldBe([
                ("paused", "coach@house.example"), ("back", "coach@house.example"), ("note written", "setter@house.example"),
                ("note taken back", "owner@house.example"), ("pause taken back", "admin@house.example"),
            ]);
        await Door.DoAsync("delete from client_pauses; delete from client_notes");
    }

    [Fact]
    public async Task The_line_of_time_holds_every_kind_in_order_and_page_by_page_each_once()
    {
        await Door.DoAsync($"""
            insert into client_notes (client_id, note, written_at, written_by) select '{Door.Omar}', 'Note ' || n, '2025-12-09 10:00Z', 'Tom' from generate_series(1, 30) n;
            insert into client_owner_changes (client_id, from_coach, to_coach, changed_at, changed_by)
            select '{Door.Omar}', s.id, t.id, '2025-12-09 10:00Z', 'owner' from staff s, staff t where s.name = 'Sara' and t.name = 'Tom';
            insert into client_pauses (client_id, starts_on, ends_on, reason, entered_by, entered_at) values
              ('{Door.Omar}', '2025-10-01', '2025-10-03', 'TRAVEL', 'Tom', '2025-09-20'), (null, '2025-11-01', '2025-11-02', 'CLOSED', 'owner', '2025-09-20');
            insert into intervention_events (item_id, client_id, kind, made_at, made_by, made_on, note)
            select i.id, i.client_id, 'REACHED', '2026-01-07 05:01Z', 'Tom', '2026-01-07', 'They were ill' from intervention_log i where i.client_id = '{Door.Omar}';
            """);
        var (all, pages) = await WalkAsync("owner", $"/clients/{Door.Omar}");
        pages.ShouldBeGreaterThan(5);
        all.Count(line => line.StartsWith("Phone", StringComparison.Ordinal)).ShouldBe(75);
        all.Where(line => line.StartsWith("Note", StringComparison.Ordinal)).Distinct().Count().ShouldBe(30);
        all.Count.ShouldBe(await CountAsync());
        foreach (var words in new[] { "Coach: Sara → Tom", "Away, back 3 Oct 2025: travel", "Everybody away, back 2 Nov 2025: closed", "Answered: called", "Below usual", "Break" })
            all.ShouldContain(line => line.StartsWith(words, StringComparison.Ordinal), words);
        foreach (var (show, count) in new[] { ("calls", 75), ("notes", 30), ("pauses", 2), ("coaches", 1) })
            (await WalkAsync("owner", $"/clients/{Door.Omar}?show={show}")).All.Count.ShouldBe(count, show);
        // A setter sees no judgement, in the line of time neither.
        (await WalkAsync("setter", $"/clients/{Door.Omar}")).All.ShouldNotContain(line => line.Contains("attern", StringComparison.Ordinal) || line.StartsWith("Answered", StringComparison.Ordinal));
        (await AskAsync("owner", $"/clients/{Door.Omar}?show=nothing")).Status.ShouldBe(400);
        (await AskAsync("owner", $"/clients/{Door.Omar}?after=nonsense")).Status.ShouldBe(400);
        await Door.DoAsync("delete from client_notes; delete from client_owner_changes; delete from intervention_events where made_by <> 'program'; delete from client_pauses");
    }

    private async Task<int> CountAsync()
    {
        await using var admin = await Door.OpenAdminAsync();
        return await admin.ExecuteScalarAsync<int>("""
            select (75 + 30 + 1 + 2 + 1 + (select count(e.opened_on) + count(e.break_on) + count(e.closed_on) from call_pattern_episodes e where e.client_id = @omar))::int
            """, new { omar = Door.Omar });
    }

    private async Task<(List<string> All, int Pages)> WalkAsync(string who, string path)
    {
        var (all, pages) = (new List<string>(), 0);
        for (var next = path; next is not null; pages++)
        {
            var page = await RawAsync(who, next);
            var list = page.Split("What happened</h2>")[1].Split("</main>")[0];
            all.AddRange(list.Split("<li").Skip(1).Select(item => WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(item.Split("<div>")[1].Split("</div>")[0], "<[^>]*>|\\s+", " ")).Trim())
                .Select(line => System.Text.RegularExpressions.Regex.Replace(line, " +", " ")));
            next = list.Contains(">Earlier</a>", StringComparison.Ordinal)
                ? WebUtility.HtmlDecode(list.Split("<a class=\"act\" href=\"").Last().Split('"')[0])
                : null;
        }
        return (all, pages);
    }

    private async Task ProvenAsync()
    {
        await using var db = await Door.OpenAdminAsync();
        (await RollupProof.ReadAsync(db, Cancel)).Wrong.ShouldBe(0);
    }

    private async Task<string> GetAsync(string who, string path) => WebUtility.HtmlDecode(await RawAsync(who, path));

    private async Task<string> RawAsync(string who, string path)
    {
        var (status, text) = await AskAsync(who, path);
        status.ShouldBe(200, path);
        return text;
    }

    private async Task<(int Status, string Text)> AskAsync(string who, string path)
    {
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, path, null, everybody.Shown(who));
        return (status, text);
    }

    private Task<(int Status, string To)> PostAsync(string who, string path, params (string Name, string Value)[] fields) => everybody.SendFormAsync(who, path, fields);
}
