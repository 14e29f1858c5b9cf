using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ClientVitals.Calls;
using ClientVitals.Settings;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>
/// The Big List of Naughty Strings (from npm, MIT) in every field that a page shows: kept as they were written, shown as text and as
/// nothing else, and asked for without breaking anything.
/// </summary>
public sealed class NaughtyStringsTests(Window window) : IClassFixture<Window>
{
    /// <summary>Without the empty one, and without those that are blank once trimmed: no field keeps them.</summary>
    private static readonly string[] Strings = [.. JsonSerializer.Deserialize<string[]>(
        File.ReadAllText(Path.Combine(TestCluster.Root(), "node_modules", "big-list-of-naughty-strings", "blns.json")))!.Where(text => text.Trim().Length > 0).Distinct()];

    /// <summary>What no page of ours has: what a text would have become if it had been read as markup.</summary>
    private const string Foreign = """
        [...document.querySelectorAll('*')]
          .filter(e => [...e.attributes].some(a => a.name.startsWith('on') || /^\s*(javascript|vbscript|data):/i.test(a.value) && ['href', 'src', 'action'].includes(a.name) && e.tagName !== 'LINK')
            || ['IMG', 'IFRAME', 'OBJECT', 'EMBED', 'MARQUEE', 'AUDIO', 'VIDEO', 'BASE', 'BLINK', 'FRAMESET', 'APPLET', 'MATH', 'B', 'I', 'U', 'PLAINTEXT', 'XSS', 'FOO'].includes(e.tagName)
            || e.tagName === 'SCRIPT' && !e.src.startsWith(location.origin + '/'))
          .map(e => e.outerHTML.slice(0, 200))
        """;

    private static readonly string[] Pages =
    [
        "/", "/call-patterns", "/call-patterns?status=NOT_ENOUGH_HISTORY", "/clients", "/clients?sort=newest", "/coaches", "/coaches/gaps", "/jobs", "/jobs/daily-pattern-analysis",
        "/data", "/data/unmatched", "/data/duplicates", "/settings", "/settings/sources", "/settings/sources/telephony", "/settings/sources/telephony?delivery=DELIVERY",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OpenDoor Door => window.Everybody.Door;

    [Fact]
    public async Task Whatever_is_written_in_any_field_is_text_on_every_page_and_makes_none_wider_than_a_phone()
    {
        await using var first = await window.OpenAsync("owner", 360);
        Strings.Length.ShouldBeGreaterThan(400);
        var delivery = await FillAsync();
        await using var admin = await Door.OpenAdminAsync();
        var clients = (await admin.QueryAsync<Guid>("select id from clients where source = 'naughty' order by random() limit 5")).ToList();
        var last = "";
        first.Page.Dialog += (_, dialog) =>
        {
            last = dialog.Message;
            _ = dialog.DismissAsync();
        };
        var wrong = new List<string>();
        var strangers = (await admin.QueryAsync<string>("select client_email from call_records where client_id is null and client_email like '<script%' order by client_email limit 3")).ToList();
        strangers.ShouldNotBeEmpty();
        foreach (var path in Pages.Concat(clients.Select(id => $"/clients/{id}")).Concat(strangers.Select(address => "/data/unmatched/whose?address=" + Uri.EscapeDataString(address))))
        {
            await first.Page.GotoAsync(path.Replace("DELIVERY", delivery.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            var foreign = await first.Page.EvaluateAsync<string[]>(Foreign);
            wrong.AddRange(foreign.Select(html => $"{path}: {html}"));
            if (!await first.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"))
                wrong.Add($"{path} is wider than its window: " + await first.Page.EvaluateAsync<string>("[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, svg')).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 30)).slice(0, 8).join(' | ')"));
        }
        wrong.ShouldBeEmpty();
        last.ShouldBeEmpty();
        first.Complaints.ShouldBeEmpty();
        await first.PictureAsync("naughty-client-phone-light");
    }

    [Fact]
    public async Task A_note_is_kept_as_it_was_written_and_a_name_is_found_and_shown_as_it_is()
    {
        var everybody = window.Everybody;
        await using var warm = await window.OpenAsync("owner");
        await using var admin = await Door.OpenAdminAsync();
        var wrong = new List<string>();
        for (var place = 0; place < Strings.Length; place++)
        {
            var text = Strings[place];
            var (status, _) = await everybody.SendFormAsync("owner", $"/clients/{Door.Omar}/notes", ("note", text));
            if (status is not (302 or 400))
                wrong.Add($"note {text}: {status}");
            var kept = await admin.ExecuteScalarAsync<string>("select note from client_notes where client_id = @omar order by id desc limit 1", new { omar = Door.Omar });
            if (status == 302 && kept != text.ReplaceLineEndings("\n").Trim())
                wrong.Add($"note {text} is kept as {kept}");
            var (made, answer) = await Door.PostAsync("service", "/api/v1/clients", new { addresses = new[] { $"naughty{place}@x.example" }, firstname = text, lastname = (string?)null });
            if (made is not (200 or 201 or 400))
                wrong.Add($"client {text}: {made}");
            if (made is not (200 or 201))
                continue;
            var (seen, _, page, _) = await everybody.AskAsync(HttpMethod.Get, $"/clients/{answer.GetProperty("id").GetGuid()}", null, everybody.Shown("owner"));
            if (seen != 200 || !WebUtility.HtmlDecode(page).Contains(text.Trim(), StringComparison.Ordinal))
                wrong.Add($"the page of {text}: {seen}");
            var (found, _, list, _) = await everybody.AskAsync(HttpMethod.Get, "/clients?search=" + Uri.EscapeDataString(text), null, everybody.Shown("owner"));
            // A search takes 200 letters; more is refused with a sentence.
            if (text.Length > 200 ? found != 400 : found != 200 || !list.Contains(answer.GetProperty("id").GetString()!, StringComparison.Ordinal))
                wrong.Add($"the search for {text}: {found}");
        }
        await Door.DoAsync("delete from clients where id in (select client_id from client_emails where email like 'naughty%'); delete from client_notes");
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Asked_for_in_any_address_nothing_breaks()
    {
        var everybody = window.Everybody;
        await using var warm = await window.OpenAsync("owner");
        var wrong = new List<string>();
        foreach (var text in Strings)
        {
            var asked = Uri.EscapeDataString(text);
            foreach (var path in new[]
            {
                $"/clients?coach={asked}", $"/clients?segment={asked}&sort={asked}", $"/clients?after={asked}", $"/clients?said={asked}&undo={asked}", $"/call-patterns?coach={asked}", $"/call-patterns?segment={asked}",
                $"/call-patterns?status={asked}", $"/data/unmatched/whose?address={asked}&search={asked}", $"/clients/{Door.Leila}?show={asked}", $"/clients/{Door.Leila}?after={asked}", $"/settings/sources/{asked}", $"/jobs/{asked}", $"/link/{asked}",
            })
            {
                var (status, _, page, response) = await everybody.AskAsync(HttpMethod.Get, path, null, everybody.Shown("owner"));
                response.Dispose();
                if (status >= 500 || page.Contains("<script>alert", StringComparison.OrdinalIgnoreCase) || page.Contains("<img", StringComparison.OrdinalIgnoreCase))
                    wrong.Add($"{status} {path}");
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_of_them_is_brought_in_and_each_line_is_accounted_for()
    {
        await using var warm = await window.OpenAsync("owner");
        var lines = new StringBuilder("email,started_at,firstname,lastname,staff,notes,provider,call_id\n");
        for (var place = 0; place < Strings.Length; place++)
        {
            var cell = "\"" + Strings[place].Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
            lines.Append(CultureInfo.InvariantCulture, $"file{place}@x.example,2025-12-01 10:00,{cell},{cell},{cell},{cell},naughty,{place}\n");
        }
        var now = Door.Clock.GetUtcNow();
        using var file = CallFile.Of("naughty.csv", Encoding.UTF8.GetBytes(lines.ToString()), new CallFileOptions(now, BusinessZone.Of("Asia/Dubai")));
        var account = await new ImportCalls().RunAsync(Door.Vitals, file, now, null, null, Cancel);
        (account.Read, account.Added, account.Rejected).ShouldBe((Strings.Length, Strings.Length, 0));
        await using var admin = await Door.OpenAdminAsync();
        var kept = (await admin.QueryAsync<(string Place, string Notes, string First)>("select r.provider_call_id, r.notes, c.firstname from call_records r join clients c on c.id = r.client_id where r.provider = 'naughty'")).ToList();
        kept.Count.ShouldBe(Strings.Length);
        kept.Where(row => row.Notes?.Trim() != Strings[int.Parse(row.Place, CultureInfo.InvariantCulture)].Trim()).ShouldBeEmpty();
        // What is longer than 200 letters is no name.
        kept.Where(row => row.First?.Trim() != (Strings[int.Parse(row.Place, CultureInfo.InvariantCulture)].Trim() is { Length: <= 200 } name ? name : null)).ShouldBeEmpty();
        await Door.DoAsync("delete from clients where id in (select client_id from client_emails where email like 'file%')");
    }

    /// <summary>Each string in the fields of one client and of what hangs on it; the delivery whose refused lines hold them all.</summary>
    private async Task<long> FillAsync()
    {
        await using var admin = await Door.OpenAdminAsync();
        return await admin.ExecuteScalarAsync<long>(new CommandDefinition("""
            create temp table naughty as select s, n::int from unnest(@strings) with ordinality as t (s, n);
            insert into staff (name) select distinct on (lower(s)) s from naughty where n % 12 = 0 and btrim(s) <> '' on conflict do nothing;
            insert into clients (firstname, lastname, segment, source, coach_id)
            select s, s, s, 'naughty', (select id from staff m where lower(m.name) = lower(s)) from naughty;
            update clients set started_on = '2025-06-01' where source = 'naughty';
            create temp table who as select c.id, c.firstname as s, c.coach_id, row_number() over (order by c.firstname collate "C")::int as n from clients c where c.source = 'naughty';
            insert into client_emails (email, client_id, is_primary) select 'blns' || n || '@x.example', id, true from who;
            insert into client_health_scores (client_id, email, firstname, lastname, assigned_coach, pattern_status, pattern_reason, pattern_since, pattern_evidence, pattern_enough_history, calls_this_week, avg_calls_per_week, last_pattern_check, pattern_hold)
            select id, 'blns' || n || '@x.example', s, s, s, case when n % 2 = 0 then 'PATTERN_BREAK' else 'NORMAL' end, s, '2025-12-01', 3 + n % 20, n % 2 = 0, 0, 3, @now, case when n % 7 = 0 then 'OUTREACH_GAP' end from who;
            insert into call_pattern_episodes (client_id, opened_on, worst_status, reason, closed_on, close_reason) select id, '2025-12-01', 'BELOW_PATTERN', s, case when n % 2 = 1 then date '2025-12-05' end, case when n % 2 = 1 then 'RETURNED' end from who;
            insert into call_records (client_id, client_email, started_at, notes, staff, provider, provider_call_id) select id, 'blns' || n || '@x.example', '2025-12-20 10:00Z', s, s, 'by hand', s || n from who;
            insert into call_records (client_email, started_at, notes) select s || '@x.example', '2025-12-20 10:00Z', s from who where n % 5 = 0 or s like '<script%';
            insert into client_notes (client_id, note, written_at, written_by) select id, s, '2025-12-21 10:00Z', s from who;
            insert into client_pauses (client_id, starts_on, ends_on, note, entered_by) select id, '2025-11-01', '2025-11-03', s, s from who;
            insert into intervention_log (client_id, cause_kind, cause_id, cause_status, trigger_reason, triggered_at, triggered_on, due_date) select e.client_id, 'EPISODE', e.id, e.worst_status, w.s, '2025-12-22 10:00Z', '2025-12-22', '2025-12-22' from call_pattern_episodes e join who w on w.id = e.client_id on conflict do nothing;
            insert into intervention_events (item_id, client_id, kind, note, made_at, made_by, made_on) select i.id, i.client_id, 'REACHED', w.s, '2025-12-22 10:00Z', w.s, '2025-12-22' from intervention_log i join who w on w.id = i.client_id;
            insert into client_owner_changes (client_id, to_coach, changed_at, changed_by) select id, coach_id, '2025-12-22 10:00Z', s from who;
            insert into sources (name, mapping) values ('telephony', 'aircall') on conflict do nothing;
            insert into deliveries (source, name, state, started_at, finished_at, error) select 'telephony', s, 'failed', @now, @now, s from who where n <= 40;
            insert into job_runs (job, slot, state, started_at, finished_at, error, node) select 'daily-pattern-analysis', @now::timestamptz - n * interval '1 day', 'failed', @now, @now, s, s from who where n <= 40;
            insert into saved_views (user_id, place, name, filters, made_at) select @owner, '/clients', s, 'coach=' || s, @now from (select distinct on (left(s, 60)) left(s, 60) as s from who where length(s) <= 60 limit 15) v;
            insert into api_keys (prefix, key_hash, name, kind, scopes, made_at, made_by) select 'naughty' || n, sha256(('k' || n)::bytea), left(s, 60), 'service', '{read}', @now, s from who where n <= 30;
            insert into audit_log (at, who, action, details) select @now, s, 'export', jsonb_build_object('what', s) from who where n <= 60 and s !~ '@';
            insert into call_pattern_analysis (client_email, client_id, analysis_date, rule, as_of, run_id, calls_this_week, avg_calls_per_week, pattern_status, reason, clears_when)
            select 'blns' || n || '@x.example', id, (@now::timestamptz at time zone public.business_zone())::date, 'calibrated', @now, 1, 0, 3, 'PATTERN_BREAK', s, s from who;
            with made as (insert into deliveries (source, name, state, started_at, finished_at, read, rejected) select 'telephony', 'all of them', 'succeeded', @now, @now, count(*), count(*) from who returning id),
            kept as (insert into delivery_rejects (delivery_id, line, reason, raw, rejected_at) select m.id, w.n, w.s, w.s, @now from made m, who w returning 1)
            select m.id from made m
            """, new { strings = Strings, now = Door.Clock.GetUtcNow(), owner = window.Everybody.Users["owner"] }, cancellationToken: Cancel));
    }
}
