using System.Globalization;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>
/// The Big List of Naughty Strings in every field that a page shows: shown as text and as nothing else. That they are kept as they were
/// written, and asked for without breaking anything, needs no browser: <see cref="NaughtyRequestsTests"/>.
/// </summary>
public sealed class NaughtyStringsTests(Window window) : IClassFixture<Window>
{
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
        NaughtyStrings.All.Count.ShouldBeGreaterThan(400);
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
            """, new { strings = NaughtyStrings.All, now = Door.Clock.GetUtcNow(), owner = window.Everybody.Users["owner"] }, cancellationToken: Cancel));
    }
}
