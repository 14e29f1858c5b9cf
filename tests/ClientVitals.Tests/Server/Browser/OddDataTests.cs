using Microsoft.Playwright;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>Every page over a house with nothing in it, over rows that know nothing of themselves, over more than fits, and over what failed.</summary>
public sealed class OddDataTests(Window window) : IClassFixture<Window>
{
    private static readonly string[] Pages =
    [
        "/", "/call-patterns", "/call-patterns?status=PATTERN_BREAK", "/call-patterns?status=BELOW_PATTERN", "/call-patterns?status=ABOVE_PATTERN", "/call-patterns?status=PAUSED",
        "/call-patterns?status=NOT_ENOUGH_HISTORY", "/call-patterns?status=STALE", "/call-patterns/back-test", "/clients", "/clients?sort=newest", "/clients?search=nobody", "/coaches", "/coaches/gaps",
        "/jobs", "/jobs/daily-pattern-analysis", "/data", "/data/unmatched", "/data/duplicates", "/settings", "/settings/sources", "/account", "/start",
    ];

    private OpenDoor Door => window.Everybody.Door;

    [Fact]
    public async Task A_house_with_nothing_in_it_says_on_each_page_what_to_do_next()
    {
        await using var seen = await window.OpenAsync("owner", 360);
        await EmptyAsync();
        foreach (var page in Pages)
        {
            await LookAsync(seen, page);
            foreach (var card in await seen.Page.Locator("main .empty").AllAsync())
                (await card.TextContentAsync())!.Trim().Length.ShouldBeGreaterThan(20, page);
        }
        await seen.Page.GotoAsync("/");
        await seen.PictureAsync("empty-today-phone-light");
        (await seen.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync()).ShouldBe("Nothing is known yet");
        (await seen.Page.GetByLabel("File of calls").IsVisibleAsync()).ShouldBeTrue();
        (await seen.Page.GetByText("never analysed").IsVisibleAsync()).ShouldBeTrue();
        // Not analysed is not none.
        (await seen.Page.Locator("aside dd").AllTextContentsAsync()).ShouldAllBe(figure => figure == "–");
        // No figure of what nobody counted: neither a percentage nor a date.
        (await seen.Page.Locator("main").TextContentAsync())!.ShouldNotContain("%");
        await seen.Page.GotoAsync("/clients");
        (await seen.Page.GetByRole(AriaRole.Link, new() { Name = "As CSV" }).CountAsync()).ShouldBe(0);
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_that_know_nothing_of_themselves_are_dashes_and_break_nothing()
    {
        await using var seen = await window.OpenAsync("owner", 360);
        await EmptyAsync();
        await Door.DoAsync("""
            insert into clients (source) select 'odd' from generate_series(1, 6);
            insert into client_health_scores (client_id, pattern_status, last_pattern_check) select id, (array['PATTERN_BREAK', 'BELOW_PATTERN', 'ABOVE_PATTERN', 'NORMAL', 'NORMAL', null])[row_number() over (order by id)], case when row_number() over (order by id) < 6 then '2026-01-06 10:00Z'::timestamptz end from clients;
            insert into call_pattern_episodes (client_id, opened_on, break_on, worst_status) select client_id, '2025-12-01', '2025-12-02', 'PATTERN_BREAK' from client_health_scores where pattern_status = 'PATTERN_BREAK';
            insert into call_records (client_id, started_at, channel, direction, status) select id, '2025-12-20 10:00Z', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN' from clients;
            insert into call_records (client_phone, started_at) values ('+971501234599', '2026-01-02 10:00Z');
            insert into client_pauses (client_id, starts_on) select id, '2025-11-01' from clients limit 1;
            insert into job_runs (job, slot, state, started_at) values ('daily-pattern-analysis', '2026-01-06 04:00Z', 'running', '2026-01-06 04:00Z');
            """);
        await using var admin = await Door.OpenAdminAsync();
        await using var ids = new NpgsqlCommand("select id from clients", admin);
        await using var rows = await ids.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var clients = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            clients.Add($"/clients/{rows.GetGuid(0)}");
        foreach (var page in Pages.Concat(clients).Append("/data/unmatched/whose?address=%2B971501234599"))
        {
            await LookAsync(seen, page);
            var text = await seen.Page.Locator("main").TextContentAsync();
            foreach (var odd in new[] { "NaN", "null", "∞", "Infinity" })
                text!.ShouldNotContain(odd, Case.Sensitive, page);
            // The first day of the calendar as a day or a year; a key made at random may well hold the same digits.
            text!.ShouldNotMatch(@"(?<![0-9a-f-])0001(-[01]\d-|(?![0-9a-f-]))", page);
        }
        await seen.PictureAsync("odd-whose-phone-light");
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_fits_is_shown_in_pages_and_stays_within_a_phone()
    {
        await using var seen = await window.OpenAsync("owner", 360);
        await EmptyAsync();
        await Door.DoAsync("""
            insert into staff (name) select 'Coach ' || n || repeat(' with a long name', 5) from generate_series(1, 60) n;
            insert into clients (firstname, lastname, coach_id, segment, source)
            select 'Maximiliana-' || n, repeat('Wolfeschlegelstein', 6), (select id from staff order by name offset n % 60 limit 1), 'Group ' || n % 90, 'huge' from generate_series(1, 3000) n;
            insert into client_emails (email, client_id, is_primary) select repeat('l', 50) || row_number() over (order by id) || '@example.com', id, true from clients;
            insert into client_health_scores (client_id, pattern_status, pattern_reason, pattern_since, pattern_evidence, pattern_enough_history, calls_this_week, avg_calls_per_week, last_pattern_check)
            select id, case when row_number() over (order by id) % 2 = 0 then 'PATTERN_BREAK' else 'BELOW_PATTERN' end, repeat('A reason that goes on and on. ', 12), '2025-12-01', 1e9, true, 2000000000, 99999999, '2026-01-06 10:00Z' from clients;
            insert into call_pattern_episodes (client_id, opened_on, break_on, worst_status) select client_id, '2025-12-01', '2025-12-02', 'PATTERN_BREAK' from client_health_scores;
            insert into call_records (client_id, started_at, notes) select (select id from clients limit 1), '2025-12-20 10:00Z'::timestamptz - n * interval '1 hour', repeat('word ', 700) from generate_series(1, 500) n;
            insert into call_records (client_email, started_at) select 'stranger' || n || '@example.com', '2025-12-20 10:00Z' from generate_series(1, 2000) n;
            insert into job_runs (job, slot, state, started_at, finished_at, rows_read, rows_written, error) select 'daily-pattern-analysis', '2026-01-06 04:00Z'::timestamptz - n * interval '1 day', 'failed', '2026-01-06', '2026-01-06', 9000000000, 9000000000, repeat('it went wrong ', 100) from generate_series(1, 200) n;
            insert into client_notes (client_id, note, written_at, written_by) select id, repeat('x', 4000), '2026-01-01', 'Tom' from clients limit 1;
            """);
        await using var admin = await Door.OpenAdminAsync();
        await using var id = new NpgsqlCommand("select client_id from client_notes", admin);
        var client = (Guid)(await id.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        foreach (var page in Pages.Append($"/clients/{client}"))
        {
            await LookAsync(seen, page);
            // A page shows a page's worth, whatever there is.
            (await seen.Page.Locator("main li, main tr").CountAsync()).ShouldBeLessThan(1100, page);
            (await seen.Page.ContentAsync()).Length.ShouldBeLessThan(700_000, page);
        }
        await seen.PictureAsync("huge-client-phone-light");
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_failed_is_said_with_its_reason_and_what_is_stale_is_told_by_its_age()
    {
        await using var seen = await window.OpenAsync("owner", 360);
        await EmptyAsync();
        await Door.DoAsync("""
            insert into clients (firstname) values ('Somebody');
            insert into client_health_scores (client_id, pattern_status, last_pattern_check) select id, 'NORMAL', '2026-01-02 04:00Z' from clients;
            insert into job_runs (job, slot, state, started_at, finished_at, error, attempt) values ('daily-pattern-analysis', '2026-01-07 04:00Z', 'failed', '2026-01-07 04:00Z', '2026-01-07 04:01Z', 'The disk is full.', 2);
            insert into deliveries (source, name, state, started_at, finished_at, error) values ('file', 'calls.csv', 'failed', '2026-01-07 04:00Z', '2026-01-07 04:01Z', 'The database was restarted.');
            """);
        await LookAsync(seen, "/");
        var text = await seen.Page.Locator("main").TextContentAsync();
        text!.ShouldContain("The last analysis failed.");
        text!.ShouldContain("The disk is full.");
        (await seen.Page.Locator(".pill.stale").TextContentAsync())!.ShouldContain("stale");
        await seen.PictureAsync("failed-today-phone-light");
        foreach (var judged in new[] { "/call-patterns", "/clients" })
        {
            await LookAsync(seen, judged);
            (await seen.Page.Locator(".pill.stale").TextContentAsync())!.ShouldContain("stale: analysed 2 Jan", Case.Sensitive, judged);
        }
        await LookAsync(seen, "/jobs");
        (await seen.Page.Locator("main").TextContentAsync())!.ShouldContain("The disk is full.");
        await LookAsync(seen, "/data");
        (await seen.Page.Locator("main").TextContentAsync())!.ShouldContain("The database was restarted.");
        seen.Complaints.ShouldBeEmpty();

        // Where the database does not answer, a sentence says so, with a number to ask by.
        await Door.DoAsync("alter table clients rename to clients_elsewhere");
        try
        {
            var answer = await seen.Page.GotoAsync("/clients");
            answer!.Status.ShouldBe(503);
            (await seen.Page.Locator("body").TextContentAsync())!.ShouldMatch("[0-9a-f]{32}");
        }
        finally
        {
            await Door.DoAsync("alter table clients_elsewhere rename to clients");
        }
    }

    private static async Task LookAsync(Window.Seen seen, string page)
    {
        var answer = await seen.Page.GotoAsync(page);
        answer!.Status.ShouldBe(200, page);
        (await seen.Page.Locator("h1").CountAsync()).ShouldBe(1, page);
        (await seen.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue($"{page} is wider than its window");
    }

    private Task EmptyAsync()
    {
        // What is kept for some seconds is looked up again.
        Door.Clock.Advance(TimeSpan.FromMinutes(1));
        return Door.DoAsync("""
            delete from clients; delete from call_records; delete from staff where id not in (select staff_id from users where staff_id is not null); delete from job_runs; delete from deliveries; delete from client_pauses;
            """);
    }
}
