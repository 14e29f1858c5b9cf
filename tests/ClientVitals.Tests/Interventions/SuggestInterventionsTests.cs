using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.Interventions.Playbooks;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Interventions;

/// <summary>The run at 10:30: items of causes beside the call pattern, cool-down, the coach's day, the lot, and what came of it.</summary>
public sealed class SuggestInterventionsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 1, 20);

    private static readonly DateTimeOffset Now = At(Today);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(10, 30)), TimeSpan.Zero);

    public async ValueTask InitializeAsync() => await database.DoAsync(
        "delete from clients; delete from staff; delete from job_runs; delete from packages; delete from users; delete from settings where set_by <> 'migration'; alter table playbooks disable trigger user; delete from playbooks where version > 1; alter table playbooks enable trigger user;"
        + SomeRows.Client("leila@example.com", "Leila", null, "Aisha"));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<SuggestInterventions.Suggested> RunAsync(DateOnly day) => database.Vitals.DoAsync(new SuggestInterventions(), Actor.CommandLine("test"), At(day), Ct);

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var db = await database.OpenAdminAsync();
        return (await db.ExecuteScalarAsync<T>(sql))!;
    }

    /// <summary>The items of a client, in the order in which they were opened.</summary>
    private Task<string> ItemsAsync(string email = "leila@example.com") => AskAsync<string>($"""
        select coalesce(string_agg(i.cause_kind || ' ' || i.cause_status || ' ' || p.key || ' ' || coalesce(i.close_reason, 'open'), ', ' order by i.id), '')
        from intervention_log i join client_emails e using (client_id) left join playbooks p on p.id = i.playbook_id where e.email = '{email}'
        """);

    private Task MoveAsync(DateOnly on, string before, string after, string email = "leila@example.com") => database.DoAsync($"""
        insert into client_zone_changes (client_id, changed_on, scorecard_id, zone_before, zone_after, score_before, score_after, scored_before)
        select client_id, '{on:O}', 1, '{before}', '{after}', z.b, z.a, '{on.AddDays(-1):O}'
        from client_emails e, (select array_position(array['RED', 'YELLOW', 'GREEN', 'PURPLE'], '{before}') * 20 as b, array_position(array['RED', 'YELLOW', 'GREEN', 'PURPLE'], '{after}') * 20 as a) z where e.email = '{email}';
        update client_health_scores set health_zone = '{after}', health_score = 40, churn_risk_score = 50 where email = '{email}'
        """);

    private Task<string> ClientsAsync(int from, int until, string coach = "Aisha") => Task.FromResult(string.Concat(Enumerable.Range(from, until - from).Select(n =>
        SomeRows.Client($"c{n}@example.com", $"C{n}", null, coach))));

    [Fact]
    public async Task A_fall_into_a_worse_zone_opens_an_item_worsens_with_it_and_closes_in_the_run_of_the_rise()
    {
        await MoveAsync(Today, "GREEN", "YELLOW");
        (await RunAsync(Today)).Zones.ShouldBe(1);
        (await ItemsAsync()).ShouldBe("ZONE_CHANGE YELLOW zone-yellow open");
        (await AskAsync<string>("select trigger_reason || ' ' || playbook_type || ' ' || communication_method || ' ' || act_by || ' ' || coalesce(due_on::text, 'not listed') || ' ' || health_zone_at_trigger from intervention_log"))
            .ShouldBe("Health score fell from 60 (green) on 19 Jan to 40 (yellow). Wellness Check-in WhatsApp/SMS 2026-01-22 not listed YELLOW", "a suggestion only");
        var again = await RunAsync(Today);
        (again.Opened, again.Worsened, again.Closed).ShouldBe((0, 0, 0), "the same moment again changes nothing");

        await MoveAsync(Today.AddDays(2), "YELLOW", "RED");
        (await RunAsync(Today.AddDays(2))).Worsened.ShouldBe(1);
        (await ItemsAsync()).ShouldBe("ZONE_CHANGE RED zone-red open", "one item, which follows the playbook for the worse cause");
        (await AskAsync<string>("select due_on::text from intervention_log")).ShouldBe("2026-01-22", "and is on Today from now on");
        (await AskAsync<string>("select string_agg(kind || coalesce(' ' || word, ''), ', ' order by id) from intervention_events")).ShouldBe("OPENED YELLOW, WORSENED RED");
        (await RunAsync(Today.AddDays(40))).Closed.ShouldBe(0, "the cause goes on, however long ago it began");

        await MoveAsync(Today.AddDays(41), "RED", "YELLOW");
        (await RunAsync(Today.AddDays(41))).Closed.ShouldBe(1);
        (await ItemsAsync()).ShouldBe("ZONE_CHANGE RED zone-red improved");
    }

    [Fact]
    public async Task No_new_item_is_opened_within_the_cool_down_and_none_twice_for_one_cause()
    {
        await MoveAsync(Today, "GREEN", "RED");
        await RunAsync(Today);
        await MoveAsync(Today.AddDays(1), "RED", "GREEN");
        await RunAsync(Today.AddDays(1));
        await MoveAsync(Today.AddDays(3), "GREEN", "RED");
        (await RunAsync(Today.AddDays(3))).Opened.ShouldBe(0);
        // It ended on the 21st: 14 days later the new fall has its item, a day sooner not.
        (await RunAsync(Today.AddDays(14))).Opened.ShouldBe(0);
        (await RunAsync(Today.AddDays(15))).Opened.ShouldBe(1);
        (await ItemsAsync()).ShouldBe("ZONE_CHANGE RED zone-red improved, ZONE_CHANGE RED zone-red open");
        await database.DoAsync("update intervention_log set completed_at = triggered_at, close_reason = 'over' where completed_at is null");
        (await RunAsync(Today.AddDays(31))).Opened.ShouldBe(0, "the same fall has had its item");
    }

    [Fact]
    public async Task Of_a_client_with_a_break_a_fallen_score_is_not_a_second_item_and_a_break_takes_over()
    {
        await MoveAsync(Today, "GREEN", "RED");
        await RunAsync(Today);
        await database.DoAsync("insert into call_pattern_episodes (client_id, opened_on, break_on, worst_status, reason) select id, '2026-01-21', '2026-01-21', 'PATTERN_BREAK', 'Quiet' from clients");
        await RunAsync(Today.AddDays(1));
        (await ItemsAsync()).ShouldBe("ZONE_CHANGE RED zone-red became an episode, EPISODE PATTERN_BREAK break open");
        await MoveAsync(Today.AddDays(5), "YELLOW", "RED");
        (await RunAsync(Today.AddDays(20))).Opened.ShouldBe(0);
    }

    [Fact]
    public async Task A_package_that_runs_out_opens_an_item_lapses_and_is_renewed()
    {
        await database.DoAsync("""
            insert into packages (client_id, client_email, source, record_key, bought_on, expires_on, kind, sessions_bought, price, currency, status, known_from)
            select client_id, email, 'csv', 'p1', '2025-10-01', '2026-02-03', '12 sessions', 12, 1200, 'AED', 'ACTIVE', '2025-10-01' from client_emails;
            update client_health_scores set calculated_on = '2026-01-20', calculated_at = '2026-01-20 05:00Z', days_until_renewal = 14, outstanding_sessions = 4, sessions_purchased = 12
            """);
        (await RunAsync(Today.AddDays(-1))).Opened.ShouldBe(0, "15 days ahead");
        (await RunAsync(Today)).Packages.ShouldBe(1);
        (await ItemsAsync()).ShouldBe("PACKAGE DUE renewal open");
        (await AskAsync<string>("select trigger_reason from intervention_log")).ShouldBe("Package 12 sessions ends on 3 Feb.");
        await RunAsync(Today.AddDays(15));
        (await ItemsAsync()).ShouldBe("PACKAGE OVERDUE renewal open");
        await RunAsync(Today.AddDays(28));
        (await ItemsAsync()).ShouldBe("PACKAGE LAPSED lapsed-package open");
        (await AskAsync<string>("select playbook_type from intervention_log")).ShouldBe("Special Offer");
        await database.DoAsync("""
            insert into packages (client_id, client_email, source, record_key, bought_on, expires_on, sessions_bought, status, known_from)
            select client_id, email, 'csv', 'p2', '2026-02-16', '2026-06-01', 12, 'ACTIVE', '2026-02-16' from client_emails
            """);
        await RunAsync(Today.AddDays(29));
        (await ItemsAsync()).ShouldBe("PACKAGE LAPSED lapsed-package renewed");
    }

    [Fact]
    public async Task A_new_coach_has_an_item_until_somebody_reached_the_client()
    {
        await database.DoAsync("""
            insert into staff (name) values ('Omar');
            update clients set coach_id = (select id from staff where name = 'Omar');
            insert into client_owner_changes (client_id, from_coach, to_coach, changed_at, changed_by)
            select c.id, (select id from staff where name = 'Aisha'), (select id from staff where name = 'Omar'), '2026-01-19 08:00Z', 'test' from clients c
            """);
        (await RunAsync(Today)).Owners.ShouldBe(1);
        (await ItemsAsync()).ShouldBe("OWNER_CHANGE NEW_COACH new-coach open");
        var item = await AskAsync<long>("select id from intervention_log");
        await new RecordOutcome(item, Outcome.Reached).RunAsync(database.Vitals, Now.AddHours(1), Ct);
        await RunAsync(Today.AddDays(1));
        (await ItemsAsync()).ShouldBe("OWNER_CHANGE NEW_COACH new-coach contacted");
    }

    [Fact]
    public async Task A_pause_closes_and_the_same_package_has_an_item_again_afterwards()
    {
        await MoveAsync(Today, "GREEN", "RED");
        await RunAsync(Today);
        await database.DoAsync("insert into client_pauses (client_id, starts_on, ends_on) select id, '2026-01-21', '2026-01-25' from clients");
        await RunAsync(Today.AddDays(1));
        (await ItemsAsync()).ShouldBe("ZONE_CHANGE RED zone-red paused");
        (await RunAsync(Today.AddDays(4))).Opened.ShouldBe(0, "the last day of the pause");
        (await RunAsync(Today.AddDays(5))).Opened.ShouldBe(1, "the cause goes on after the pause");
    }

    [Fact]
    public async Task A_coach_s_day_holds_so_many_clients_who_rang_first_then_the_most_worth_and_a_client_is_there_once()
    {
        await database.DoAsync(await ClientsAsync(0, 5) + "insert into settings (lines_a_day, set_by) values (3, 'test')");
        for (var n = 0; n < 5; n++)
        {
            await MoveAsync(Today, "GREEN", "RED", $"c{n}@example.com");
            await database.DoAsync($"update client_health_scores set churn_risk_score = {10 + n}, package_value_aed = 1000 where email = 'c{n}@example.com'");
        }
        await database.DoAsync("update client_health_scores set pattern_rang_in_vain = 2, pattern_reason = 'Rang twice.', churn_risk_score = 1 where email = 'leila@example.com'");
        Task<string> TodayAsync() => AskAsync<string>("select string_agg(h.firstname || coalesce(' ' || i.set_aside, ''), ', ' order by h.firstname, i.id) from intervention_log i join client_health_scores h using (client_id) where i.completed_at is null");

        var done = await RunAsync(Today);
        (done.OnToday, done.OverLimit, done.SameClient).ShouldBe((3, 3, 0));
        (await TodayAsync()).ShouldBe("C0 LIMIT, C1 LIMIT, C2 LIMIT, C3, C4, Leila");
        (await AskAsync<decimal>("select expected_value from intervention_log i join client_health_scores h using (client_id) where h.firstname = 'C4'")).ShouldBe(140m);
        (await QueueOfToday.ReadAsync(database.Vitals, DatabaseIdentity.Service, Today, Today, Now, Ct)).Select(row => row.ClientName).ShouldBe(["Leila", "C3", "C4"], ignoreOrder: true);
        (await QueueCounts.ReadAsync(database.Vitals, DatabaseIdentity.Service, Today, Today, Ct)).ToContact.ShouldBe(3);
        var waiting = await NotToday.ReadAsync(database.Vitals, DatabaseIdentity.Service, Today, null, Ct);
        (waiting.All, string.Join(", ", waiting.First.Select(one => one.ClientName))).ShouldBe((3, "C2, C1, C0"));

        // One is done: the day holds two more, and no others move up today. Tomorrow there is room for three.
        var leila = await AskAsync<long>("select i.id from intervention_log i join client_health_scores h using (client_id) where h.firstname = 'Leila'");
        await new RecordOutcome(leila, Outcome.Reached).RunAsync(database.Vitals, Now.AddHours(1), Ct);
        (await RunAsync(Today)).OnToday.ShouldBe(2);
        (await RunAsync(Today.AddDays(1))).OnToday.ShouldBe(3);
        (await TodayAsync()).ShouldBe("C0 LIMIT, C1 LIMIT, C2, C3, C4, Leila");

        // A second thing to do about the same client waits beside the first.
        await database.DoAsync("""
            insert into staff (name) values ('Omar');
            insert into client_owner_changes (client_id, from_coach, to_coach, changed_at, changed_by)
            select h.client_id, (select id from staff where name = 'Omar'), (select id from staff where name = 'Aisha'), '2026-01-21 08:00Z', 'test' from client_health_scores h where h.firstname = 'C4'
            """);
        (await RunAsync(Today.AddDays(1))).SameClient.ShouldBe(1);
        (await TodayAsync()).ShouldBe("C0 LIMIT, C1 LIMIT, C2, C3, C4, C4 SAME_CLIENT, Leila");
        var rows = await QueueOfToday.ReadAsync(database.Vitals, DatabaseIdentity.Service, Today.AddDays(1), Today, Now.AddDays(1), Ct);
        rows.Single(row => row.ClientName == "C4").Beside.ShouldBe("Went from Omar to Aisha on 21 Jan; nobody has talked to them since.");
    }

    [Fact]
    public async Task Who_is_held_out_is_drawn_before_anything_is_shown_never_changed_never_critical_and_never_who_is_marked()
    {
        await database.DoAsync(await ClientsAsync(0, 60) + "insert into settings (lines_a_day, set_by) values (500, 'test')");
        await database.Vitals.DoAsync(new ChangePlaybook("zone-red", HoldOutPercent: 50), Actor.CommandLine("test"), Now, Ct);
        (await Should.ThrowAsync<PlainError>(() => database.Vitals.DoAsync(new ChangePlaybook("rang-in-vain", HoldOutPercent: 10), Actor.CommandLine("test"), Now, Ct))).Message.ShouldContain("critical");
        for (var n = 0; n < 60; n++)
            await MoveAsync(Today, "GREEN", "RED", $"c{n}@example.com");
        var marked = await AskAsync<Guid>("select e.client_id from client_emails e, playbooks p where p.key = 'zone-red' and p.version = 2 and playbook_draw(e.client_id, p.id, p.salt) < 0.5 and e.email like 'c%' limit 1");
        await database.Vitals.DoAsync(new NeverWithhold(marked), Actor.CommandLine("test"), Now, Ct);

        var done = await RunAsync(Today);
        done.HeldOut.ShouldBe(await AskAsync<int>("select count(*)::int from client_emails e, playbooks p where p.key = 'zone-red' and p.version = 2 and playbook_draw(e.client_id, p.id, p.salt) < 0.5 and e.email like 'c%'") - 1);
        done.HeldOut.ShouldBeInRange(15, 45);
        (await AskAsync<int>("select count(*)::int from intervention_assignments a join intervention_log i on i.id = a.item_id where a.arm = i.arm and a.assigned_at = i.triggered_at")).ShouldBe(59, "all but the one who is marked");
        done.OnToday.ShouldBe(60 - done.HeldOut);
        (await QueueOfToday.ReadAsync(database.Vitals, DatabaseIdentity.Service, Today, Today, Now, Ct)).ShouldAllBe(row => row.CauseKind == "ZONE_CHANGE");
        (await AskAsync<int>("select count(*)::int from intervention_log where arm = 'HELD_OUT' and due_on is not null")).ShouldBe(0);
        await Should.ThrowAsync<PostgresException>(() => database.DoAsync("update intervention_assignments set arm = 'ACT', draw = 0.9 where arm = 'HELD_OUT'"));
        await Should.ThrowAsync<PostgresException>(() => database.DoAsync("update playbooks set hold_out_share = 0.1 where key = 'zone-red' and version = 2"));

        // The mark shows one who is held out at once; the lot stays on record.
        var held = await AskAsync<Guid>("select client_id from intervention_log where arm = 'HELD_OUT' limit 1");
        await database.Vitals.DoAsync(new NeverWithhold(held), Actor.CommandLine("test"), Now, Ct);
        (await AskAsync<string>($"select due_on || ' ' || arm from intervention_log where client_id = '{held}'")).ShouldBe("2026-01-20 HELD_OUT");
        // The suggestions name nobody who is held out.
        (await Recommendations.ReadAsync(database.Vitals, DatabaseIdentity.Service, null, ["RED"], 500, Today, Ct)).Count.ShouldBe(60 - done.HeldOut + 1);
    }

    [Theory]
    [InlineData(30, "2026-01-22,2026-02-05", null)]
    [InlineData(31, "2026-01-22,2026-02-04", "RETURNED 2026-02-04")]
    [InlineData(31, "2026-01-22,2026-02-05", "NOT_RETURNED")]
    [InlineData(31, "2026-02-18,2026-02-19", "RETURNED 2026-02-19")]
    [InlineData(31, "2026-02-19,2026-02-20", "NOT_RETURNED")]
    [InlineData(31, "2026-01-20,2026-01-21", "NOT_RETURNED")]
    public async Task Back_are_two_active_days_within_14_in_the_30_days_after_it_was_opened(int daysLater, string calls, string? came)
    {
        await MoveAsync(Today, "GREEN", "RED");
        await RunAsync(Today);
        await database.DoAsync(SomeRows.Calls("leila@example.com", calls.Split(',').Select(day => At(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)))));
        await RunAsync(Today.AddDays(daysLater));
        (await AskAsync<string?>("select nullif(outcome, 'NOT_KNOWN_YET') || coalesce(' ' || returned_on, '') from intervention_outcomes")).ShouldBe(came);
    }

    [Fact]
    public async Task Days_of_a_pause_do_not_count_among_the_30()
    {
        await MoveAsync(Today, "GREEN", "RED");
        await RunAsync(Today);
        await database.DoAsync("insert into client_pauses (client_id, starts_on, ends_on) select id, '2026-01-25', '2026-01-30' from clients");
        await RunAsync(Today.AddDays(35));
        (await AskAsync<string>("select outcome from intervention_outcomes")).ShouldBe("NOT_KNOWN_YET");
        await RunAsync(Today.AddDays(36));
        (await AskAsync<string>("select outcome || ' ' || exposed_until from intervention_outcomes")).ShouldBe("NOT_RETURNED 2026-02-24");
    }

    [Fact]
    public async Task A_playbook_that_is_switched_off_opens_nothing_and_a_condition_lets_others_through()
    {
        await database.Vitals.DoAsync(new ChangePlaybook("zone-red", IsOn: false), Actor.CommandLine("test"), Now, Ct);
        await MoveAsync(Today, "GREEN", "RED");
        (await RunAsync(Today)).Opened.ShouldBe(0);
        await database.Vitals.DoAsync(new ChangePlaybook("zone-red", IsOn: true, Condition: "status = RED and risk >= 51"), Actor.CommandLine("test"), Now, Ct);
        (await RunAsync(Today)).Opened.ShouldBe(0, "the risk is 50");
        await database.Vitals.DoAsync(new ChangePlaybook("zone-red", Condition: "status = RED and risk >= 50"), Actor.CommandLine("test"), Now, Ct);
        (await RunAsync(Today)).Opened.ShouldBe(1);
        (await AskAsync<string>("select p.version || ' ' || p.is_on from intervention_log i join playbooks p on p.id = i.playbook_id")).ShouldBe("4 true");
    }

    [Fact]
    public async Task The_owner_s_queries_find_items_under_the_live_names()
    {
        await MoveAsync(Today, "GREEN", "RED");
        await RunAsync(Today);
        (await AskAsync<string>("""
            select concat_ws(' | ', client_email, email, firstname, intervention_type, priority, status, health_zone_at_trigger, churn_risk_at_trigger, communication_method, communication_timing, due_date, assigned_to, health_score, recommended_action)
            from intervention_log_live where intervention_date >= '2026-01-20' and success_probability is null and revenue_protected_aed is null and message_tone is null
            """)).ShouldBe("leila@example.com | leila@example.com | Leila | Urgent Personal Outreach | HIGH | PENDING | RED | 50 | Phone call | Within 24 hours | 2026-01-21 | Aisha | 40 | Urgent Personal Outreach");
    }
}
