using System.CommandLine;
using ClientVitals.Access;
using ClientVitals.Cli;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Sources;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli;

/// <summary>
/// Every command that changes something leaves a line in the audit log in the name of the person logged in; the others are listed here with their
/// reason. Commands are run by the built program, several at once.
/// </summary>
public sealed class CommandAuditLaw(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private const string Reads = "reads", Schema = "the schema, as its owner; the migrations' ledger is the record", Machine = "this machine, not the database's rows";

    private static readonly Dictionary<string, string> WithoutLine = new()
    {
        ["up"] = Schema,
        ["serve"] = Machine,
        ["doctor"] = Reads,
        ["simulate"] = "writes a file",
        ["manual"] = Reads,
        ["db start"] = Machine,
        ["db stop"] = Machine,
        ["db url"] = Machine,
        ["db psql"] = "whatever a person types there",
        ["db push"] = Schema,
        ["db list"] = Reads,
        ["db verify"] = Reads,
        ["db lint"] = Reads,
        ["db adopt"] = Schema,
        ["db rollback"] = Schema,
        ["db repair"] = Schema,
        ["db schema"] = Reads,
        ["db monitor"] = Reads,
        ["db open-policies"] = Schema,
        ["db restore"] = "replaces the audit log itself",
        ["calls deliveries"] = Reads,
        ["sessions list"] = Reads,
        ["sessions show"] = Reads,
        ["packages list"] = Reads,
        ["packages renewals"] = Reads,
        ["packages show"] = Reads,
        ["payments failed"] = Reads,
        ["payments list"] = Reads,
        ["payments show"] = Reads,
        ["people list"] = Reads,
        ["people show"] = Reads,
        ["people unmatched"] = Reads,
        ["people pauses"] = Reads,
        ["people ends"] = Reads,
        ["call-patterns analyze"] = "the run is on record (job_runs)",
        ["call-patterns breaks"] = Reads,
        ["call-patterns outreach"] = Reads,
        ["call-patterns never-got-going"] = Reads,
        ["health score"] = "the run is on record (job_runs)",
        ["health explain"] = Reads,
        ["health history"] = Reads,
        ["health overrides"] = Reads,
        ["health scorecard preview"] = Reads,
        ["health backtest"] = "reads; of a version it is on record (scorecard_back_tests) and leaves a line, for which RunScorecardBacktestTests looks: here there is too little history",
        ["health scorecards"] = Reads,
        ["call-patterns show"] = Reads,
        ["call-patterns history"] = Reads,
        ["call-patterns sources"] = Reads,
        ["call-patterns record"] = Reads,
        ["call-patterns check"] = Reads,
        ["call-patterns replay"] = Reads,
        ["call-patterns model"] = Reads,
        ["call-patterns backtest"] = Reads,
        ["insights list"] = Reads,
        ["insights run"] = "the run is on record (job_runs)",
        ["interventions list"] = Reads,
        ["interventions show"] = Reads,
        ["people known"] = Reads,
        ["interventions effect"] = Reads,
        ["notices list"] = Reads,
        ["notices channels"] = Reads,
        ["sources list"] = Reads,
        ["sources sites list"] = Reads,
        ["jobs list"] = Reads,
        ["jobs history"] = Reads,
        ["users list"] = Reads,
        ["users sessions"] = Reads,
        ["users audit"] = Reads,
        ["keys list"] = Reads,
    };

    /// <summary>What is typed, and the action (and what was done, where one action says several things) that must be on record.</summary>
    private static readonly Dictionary<string, (string Typed, string Action, string? Did)> WithLine = new()
    {
        ["calls import"] = ("calls import calls.csv", "import", null),
        ["calls match"] = ("calls match", "clients_changed", "calls matched"),
        ["calls rebuild"] = ("calls rebuild", "rollups_rebuilt", null),
        ["calls undo"] = ("calls undo 1001", "delivery_undone", null),
        ["calls readings"] = ("calls readings --forget 1003", "source_changed", "reading forgotten"),
        ["calls redo"] = ("calls redo 1002", "delivery_redone", null),
        ["calls reread"] = ("calls reread 1003 --zone Asia/Dubai", "delivery_reread", null),
        ["calls file"] = ("calls file 1004", "export", null),
        ["sessions import"] = ("sessions import sessions.csv", "import", null),
        ["sessions undo"] = ("sessions undo 1005", "facts_undone", null),
        ["sessions redo"] = ("sessions redo 1008", "facts_redone", null),
        ["sessions reread"] = ("sessions reread 1009 --zone Asia/Dubai", "facts_reread", null),
        ["packages import"] = ("packages import packages.csv", "import", null),
        ["packages undo"] = ("packages undo 1006", "facts_undone", null),
        ["packages redo"] = ("packages redo 1010", "facts_redone", null),
        ["packages reread"] = ("packages reread 1011 --zone Asia/Dubai", "facts_reread", null),
        ["payments import"] = ("payments import payments.csv", "import", null),
        ["payments undo"] = ("payments undo 1007", "facts_undone", null),
        ["payments redo"] = ("payments redo 1012", "facts_redone", null),
        ["payments reread"] = ("payments reread 1013 --zone Asia/Dubai", "facts_reread", null),
        ["people import"] = ("people import people.csv", "import", null),
        ["people undo"] = ("people undo 1014", "facts_undone", null),
        ["people redo"] = ("people redo 1015", "facts_redone", null),
        ["people reread"] = ("people reread 1016 --zone Asia/Dubai", "facts_reread", null),
        ["people own-addresses"] = ("people own-addresses --add +97144400001 *@house.example", "settings_changed", null),
        ["people add"] = ("people add new@example.com", "clients_changed", "added"),
        ["people pause"] = ("people pause paused@example.com --until 2099-01-01", "clients_changed", "paused"),
        ["people resume"] = ("people resume away@example.com", "clients_changed", "back"),
        ["people end"] = ("people end ending@example.com --on 2099-01-01 --reason package", "clients_changed", "end entered"),
        ["people take-back-end"] = ("people take-back-end ended@example.com", "clients_changed", "end taken back"),
        ["health set"] = ("health set ending@example.com --zone RED --reason Moves", "clients_changed", "health set by hand"),
        ["health scorecard save"] = ("health scorecard save rules.json", "scorecard_changed", "saved"),
        ["health scorecard switch-on"] = ("health scorecard switch-on law-v1", "scorecard_changed", "switched on"),
        ["health scorecard call-off"] = ("health scorecard call-off law-v2", "scorecard_changed", "called off"),
        ["health scorecard delete"] = ("health scorecard delete law-v3", "scorecard_changed", "deleted"),
        ["health unset"] = ("health unset together@example.com", "clients_changed", "health by hand taken back"),
        ["people merge"] = ("people merge kept@example.com gone@example.com --yes", "people_merged", null),
        ["people erase"] = ("people erase erased@example.com --yes", "person_erased", null),
        ["call-patterns answer"] = ("call-patterns answer broken@example.com called", "clients_changed", "break answered"),
        ["call-patterns take-back"] = ("call-patterns take-back 1000", "clients_changed", "answer taken back"),
        ["call-patterns pause-together"] = ("call-patterns pause-together --until 2099-01-01", "clients_changed", "several paused"),
        ["call-patterns take-back-together"] = ("call-patterns take-back-together 2000", "clients_changed", "several pauses taken back"),
        ["insights accept"] = ("insights accept 00000000-0000-4000-8000-000000000001", "insight_changed", "accepted"),
        ["insights dismiss"] = ("insights dismiss 00000000-0000-4000-8000-000000000002", "insight_changed", "dismissed"),
        ["insights snooze"] = ("insights snooze 00000000-0000-4000-8000-000000000003", "insight_changed", "snoozed"),
        ["insights assign"] = ("insights assign 00000000-0000-4000-8000-000000000004 --to colleague@house.example", "insight_changed", "assigned"),
        ["insights undo"] = ("insights undo 3000", "insight_changed", "undone"),
        ["interventions act"] = ("interventions act 901 no-answer", "clients_changed", "intervention"),
        ["interventions hand-over"] = ("interventions hand-over 901 --to colleague@house.example", "clients_changed", "intervention handed over"),
        ["interventions run"] = ("interventions run", "clients_changed", "interventions suggested"),
        ["interventions playbooks change"] = ("interventions playbooks change zone-red --cool-down-days 15", "playbook_changed", null),
        ["interventions playbooks never-withhold"] = ("interventions playbooks never-withhold ending@example.com", "clients_changed", "never held out"),
        ["interventions undo"] = ("interventions undo 1001", "clients_changed", "intervention undone"),
        ["notices retry"] = ("notices retry 1020", "notice_retried", null),
        ["notices test"] = ("notices test law-channel", "notice_tested", null),
        ["sources add"] = ("sources add added", "source_changed", "added"),
        ["sources change"] = ("sources change changed --mapping aircall", "source_changed", "mapping"),
        ["sources enable"] = ("sources enable enabled", "source_changed", "resumed"),
        ["sources disable"] = ("sources disable disabled", "source_changed", "paused"),
        ["sources new-secret"] = ("sources new-secret changed", "source_changed", "new secret"),
        ["sources remove"] = ("sources remove removed", "source_changed", "removed"),
        ["sources sites allow"] = ("sources sites allow https://new.example.com", "sites_changed", "allowed"),
        ["sources sites forbid"] = ("sources sites forbid https://old.example.com", "sites_changed", "forbidden"),
        ["jobs run"] = ("jobs run daily-housekeeping", "job_started", null),
        ["jobs pause"] = ("jobs pause daily-report", "schedule_changed", null),
        ["jobs resume"] = ("jobs resume daily-capi-sync", "schedule_changed", null),
        ["jobs schedule"] = ("jobs schedule watcher-every-6h --misfire skip", "schedule_changed", null),
        ["settings"] = ("settings --currency EUR", "settings_changed", null),
        ["users invite"] = ("users invite invited@house.example --name Invited --role setter", "user_invited", null),
        ["users change"] = ("users change changed@house.example --role closer", "user_changed", null),
        ["users disable"] = ("users disable closed@house.example", "user_disabled", null),
        ["users enable"] = ("users enable opened@house.example", "user_enabled", null),
        ["users link"] = ("users link changed@house.example --sign-in", "link_made", null),
        ["users end-sessions"] = ("users end-sessions in@house.example", "sessions_ended", null),
        ["keys make"] = ("keys make Law --scope read", "key_made", null),
        ["keys revoke"] = ("keys revoke REVOKED", "key_revoked", null),
        ["db backup"] = ("db backup all.zip", "export", null),
        ["db dump"] = ("db dump --out all.sql", "export", null),
        // Only while nobody has an account: asked first.
        ["users first-link"] = ("users first-link", "link_made", null),
    };

    [Fact]
    public async Task Every_changing_command_leaves_a_line_in_the_name_of_the_person_logged_in()
    {
        Leaves(Door.Root(), "").Order(StringComparer.Ordinal).ToList()
            .ShouldBe(WithLine.Keys.Concat(WithoutLine.Keys).Order(StringComparer.Ordinal).ToList(), "write what is typed, or why it leaves no line");
        using var program = new BuiltProgram(database.Cluster.Address.Url(database.Vitals.Name, ClusterAddress.Server), database.Cluster.Address.Url(database.Vitals.Name, ClusterAddress.Owner));
        await program.RunAsync("users", "first-link");
        var key = await PrepareAsync(program.Folder);
        var before = await CountAsync();
        await Parallel.ForEachAsync(
            WithLine.Values.Select(one => one.Typed).Where(typed => typed != "users first-link"),
            new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = Ct },
            async (typed, _) => await program.RunAsync(typed.Replace("REVOKED", key, StringComparison.Ordinal).Split(' ')));
        await using var db = await database.OpenAdminAsync();
        var lines = (await db.QueryAsync<(string Who, string Action, string? Did)>(
            "select who, action, details ->> 'did' from audit_log where id > @before or action = 'link_made'", new { before })).AsList();
        var me = Actor.CommandLine(Environment.UserName).Who;
        WithLine.Where(one => !lines.Contains((me, one.Value.Action, one.Value.Did))).Select(one => one.Key).ShouldBeEmpty();
        // As many lines of one kind as commands that leave it.
        lines.Count(line => line.Action == "schedule_changed").ShouldBe(3);
        lines.Count(line => line.Action == "export").ShouldBe(3);
    }

    private async Task<long> CountAsync()
    {
        await using var db = await database.OpenAdminAsync();
        return await db.ExecuteScalarAsync<long>("select coalesce(max(id), 0) from audit_log");
    }

    private async Task<string> PrepareAsync(string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "calls.csv"), "client_email,started_at\nimported@example.com,2025-12-01T10:00:00Z\n", Ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "rules.json"), ClientVitals.HealthScores.Scorecards.ScorecardJson.Write(ClientVitals.HealthScores.Scorecards.ShippedScorecards.Documented with { Name = "saved" }), Ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "packages.csv"), "client_email,bought_on\nimported@example.com,2025-12-01\n", Ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "payments.csv"), "client_email,paid_at,amount\nimported@example.com,2025-12-01T10:00:00Z,1\n", Ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "people.csv"), "id,client_email\np-1,imported@example.com\n", Ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "sessions.csv"), "client_email,starts_at\nimported@example.com,2025-12-01T10:00:00Z\n", Ct);
        Task<T> DoAsync<T>(IAct<T> act) => database.Vitals.DoAsync(act, Principal.Program, Now, Ct);
        foreach (var name in new[] { "paused", "away", "kept", "gone", "erased", "broken", "answered", "acted", "matched", "ending", "ended", "together" })
            await DoAsync(new AddClient([$"{name}@example.com"], name, null, null, "AE"));
        foreach (var name in new[] { "changed", "disabled" })
            await DoAsync(new ChangeSource(name));
        foreach (var name in new[] { "enabled", "removed" })
            await DoAsync(new ChangeSource(name, Enabled: false));
        await DoAsync(new ChangeSite("https://old.example.com", Allowed: true));
        var root = Actor.CommandLine("test");
        foreach (var name in new[] { "changed", "closed", "opened", "in", "colleague" })
        {
            var user = await database.Vitals.DoAsync(new InviteUser($"{name}@house.example", name, name == "colleague" ? AppRole.Admin : AppRole.Setter), root, Now, Ct);
            if (name == "opened")
                await database.Vitals.DoAsync(new ChangeUser(user.Id, IsDisabled: true), root, Now, Ct);
            if (name == "in")
                await new UseLink(user.Link.Token, "four words in a row").RunAsync(database.Vitals, Now, Ct);
        }
        await DoAsync(new EndRelation((await database.Vitals.DoAsync(new AddClient(["ended@example.com"], null, null, null, "AE"), Principal.Program, Now, Ct)).Id, new(2099, 2, 1)));
        await database.DoAsync("""
            insert into deliveries (id, source, name, state, started_at, undone_at)
            overriding system value
            values (1001, 'file', 'undone.csv', 'succeeded', now(), null), (1002, 'file', 'redone.csv', 'succeeded', now(), now()), (1003, 'file', 'again.csv', 'succeeded', now(), null), (1004, 'file', 'taken-out.csv', 'succeeded', now(), null);
            insert into deliveries (id, source, name, entity, state, started_at) overriding system value values (1005, 'file', 'sessions.csv', 'sessions', 'succeeded', now()), (1006, 'file', 'packages.csv', 'packages', 'succeeded', now()), (1007, 'file', 'payments.csv', 'payments', 'succeeded', now()), (1014, 'file', 'people.csv', 'people', 'succeeded', now());
            insert into deliveries (id, source, name, entity, state, started_at, undone_at)
            overriding system value
            select 1008 + v.n, 'file', v.entity || '.csv', v.entity, 'succeeded', now(), case when v.n in (0, 2, 4, 7) then now() end
            from (values (0, 'sessions'), (1, 'sessions'), (2, 'packages'), (3, 'packages'), (4, 'payments'), (5, 'payments'), (7, 'people'), (8, 'people')) as v (n, entity);
            insert into delivery_files (file_id, part, form, is_packed, bytes, kept_at)
            select d.id, 1, 'FILE', false, convert_to(e'client_email,starts_at,bought_on,paid_at,amount\nagain@example.com,2025-12-01 10:00,2025-12-01,2025-12-01 10:00,5\n', 'UTF8'), now()
            from deliveries d where d.id between 1008 and 1016;
            update deliveries set file_id = id where id between 1008 and 1016;
            insert into source_readings (id, source, entity, columns, columns_sha256, choices, kept_at, kept_by)
            overriding system value
            values (1003, 'telephony', 'calls', '{When}', 'ab', '{"zone": "Asia/Dubai"}', now(), 'test');
            insert into delivery_files (file_id, part, form, is_packed, bytes, kept_at)
            select v.id, 1, 'FILE', false, convert_to(e'client_email,started_at\nagain@example.com,2025-12-01 10:00\n', 'UTF8'), now() from (values (1003), (1004)) as v (id);
            update deliveries set file_id = id where id in (1003, 1004);
            insert into proactive_insights (id, insight_type, subject, title, content, state, occurrences, opened_at, last_seen_at, leave_at)
            select ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'dead-source', 'law-' || n, 'Silent', 'Silent.', case n when 5 then 'DISMISSED' else 'OPEN' end, 1, now(), now(), 0 from generate_series(1, 5) n;
            insert into insight_events (id, insight_id, occurrence, kind, made_at, made_by, priority, state_before, before) overriding system value values (3000, '00000000-0000-4000-8000-000000000005', 1, 'DISMISSED', now(), 'test', 'medium', 'OPEN', '{}');
            update client_health_scores set last_pattern_check = now(), pattern_hold = 'TOGETHER', pattern_since = '2026-01-01' where email = 'together@example.com';
            insert into client_pauses (client_id, starts_on, entered_at, entered_by) select client_id, current_date - 9, now(), 'test' from client_emails where email = 'away@example.com';
            insert into client_pauses (id, client_id, starts_on, ends_on, entered_at, entered_by)
            overriding system value
            select 2000, client_id, '2098-01-01', '2098-01-02', now(), 'test' from client_emails where email = 'kept@example.com';
            insert into notice_channels (name, kind, target, made_at, made_by) values ('law-channel', 'slack', 'hooks.slack.com', now(), 'test');
            insert into notices (id, kind, subject, severity, dedup_key, audience, sentence, made_at, made_by) overriding system value values (1020, 'law.test', 'law:1', 'info', 'law', 'channels', 'By the law.', now(), 'test');
            insert into notice_deliveries (id, notice_id, channel_id, way, state, next_attempt_at, last_error, made_at, finished_at)
            overriding system value
            select 1020, 1020, c.id, 'slack', 'dead', now(), 'refused', now(), now() from notice_channels c;
            insert into health_scorecards (name, version, definition, created_by, in_force_from) select 'law', v.n, definition, 'x', case v.n when 2 then now() + interval '9 days' end from health_scorecards, generate_series(1, 3) v (n);
            insert into health_overrides (client_id, zone, set_on, last_day, reason, set_at, set_by) select client_id, 'RED', current_date, current_date + 9, 'x', now(), 'test' from client_emails where email = 'together@example.com';
            insert into call_records (client_email, started_at) values ('matched@example.com', '2025-12-01 10:00Z');
            insert into call_pattern_episodes (client_id, opened_on, worst_status) select client_id, '2026-01-05', 'BELOW_PATTERN' from client_emails where email in ('broken@example.com', 'answered@example.com', 'acted@example.com');
            insert into intervention_log (id, client_id, cause_kind, cause_id, cause_status, trigger_reason, triggered_at, triggered_on, due_date)
            overriding system value
            select case m.email when 'answered@example.com' then 900 else 901 end, e.client_id, 'EPISODE', e.id, 'BELOW_PATTERN', '', now(), current_date, current_date
            from call_pattern_episodes e join client_emails m using (client_id) where m.email in ('answered@example.com', 'acted@example.com');
            insert into intervention_events (id, item_id, client_id, kind, made_at, made_on, made_by)
            overriding system value
            select v.id, i.id, i.client_id, 'REACHED', now(), current_date, 'test'
            from intervention_log i join (values (1000, 900), (1001, 901)) v (id, item) on v.item = i.id
            """);
        return (await database.Vitals.DoAsync(new MakeApiKey("revoked", [KeyScope.Read], null, null), root, Now, Ct)).Prefix;
    }

    /// <summary>The commands that do something, by what is typed.</summary>
    private static IEnumerable<string> Leaves(Command command, string path)
    {
        foreach (var one in command.Subcommands.Where(one => !one.Hidden))
        {
            var named = path.Length == 0 ? one.Name : $"{path} {one.Name}";
            if (one.Subcommands.Count == 0)
                yield return named;
            foreach (var leaf in Leaves(one, named))
                yield return leaf;
        }
    }
}
