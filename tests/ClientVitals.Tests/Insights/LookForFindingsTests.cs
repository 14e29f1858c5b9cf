using ClientVitals.Database;
using ClientVitals.Insights;
using Dapper;
using Shouldly;
using Xunit;
using static ClientVitals.Tests.Insights.ToyReadings;

namespace ClientVitals.Tests.Insights;

/// <summary>A run keeps what its checks find: told once when it enters, once when it leaves, to those who got the alarm; a check that fails changes nothing and is said.</summary>
public sealed class LookForFindingsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<IReadOnlyList<CheckStatus>> StatesAsync()
    {
        await using var db = await database.OpenAdminAsync();
        return (await db.QueryAsync<CheckStatus>(Sql.Of<CheckStatus>())).AsList();
    }

    [Fact]
    public async Task It_is_told_once_when_it_enters_and_once_when_it_leaves_and_does_not_flap()
    {
        await MeasureAsync(database, "ball", 9);
        (await LookAsync(database)).Opened.ShouldBe(0);
        foreach (var (measure, hours) in new[] { (11, 6), (12, 12), (9, 18), (11, 24), (6, 30), (11, 36) })
        {
            await MeasureAsync(database, "ball", measure, staff: Sara);
            (await LookAsync(database, hours)).Opened.ShouldBe(hours == 6 ? 1 : 0, $"{measure}");
        }
        (await EventsAsync(database)).ShouldBe("OPENED");
        (await ToldAsync(database)).ShouldBe("ALARM:Olga ALARM:Sara");
        await MeasureAsync(database, "ball", 5, staff: Sara);
        (await LookAsync(database, 42)).Recovered.ShouldBe(1);
        (await LookAsync(database, 48)).Recovered.ShouldBe(0);
        (await ToldAsync(database)).ShouldBe("ALARM:Olga ALARM:Sara RECOVERY:Olga RECOVERY:Sara");
        var one = await OneAsync(database);
        (one.State, one.RecoveredAt, one.Occurrences).ShouldBe((InsightState.Recovered, Start.AddHours(42), 1));

        await MeasureAsync(database, "ball", 10, staff: Sara);
        (await LookAsync(database, 54)).Opened.ShouldBe(1);
        one = await OneAsync(database);
        (one.State, one.Occurrences, one.OpenedAt, one.FirstSeenAt).ShouldBe((InsightState.Open, 2, Start.AddHours(54), Start.AddHours(6)), "of a kind and a subject there is one");
    }

    [Fact]
    public async Task The_owners_function_lists_it_while_it_is_there_and_nobody_put_it_aside()
    {
        await MeasureAsync(database, "ball", 11, "critical");
        await LookAsync(database);
        async Task<string> ActiveAsync()
        {
            await using var db = await database.OpenAdminAsync();
            return string.Join(' ', await db.QueryAsync<string>("select insight_type || ' ' || priority || ' ' || title || ' ' || source_agent from get_active_insights(10)"));
        }

        (await ActiveAsync()).ShouldBe("toys critical About ball watcher");
        var dismissed = await ActAsync(database, (await OneAsync(database)).Id, InsightAct.Dismissed);
        (await ActiveAsync()).ShouldBeEmpty();
        await database.Vitals.DoAsync(new UndoInsightAct(dismissed.Event!.Value), ClientVitals.Access.Actor.CommandLine("Olga"), Start.AddHours(2), Ct);
        (await ActiveAsync()).ShouldNotBeEmpty();
        await MeasureAsync(database, "ball", 0);
        await LookAsync(database, 6);
        (await ActiveAsync()).ShouldBeEmpty("it expired with its recovery");
    }

    [Theory]
    [InlineData(InsightAct.Dismissed)]
    [InlineData(InsightAct.Snoozed)]
    [InlineData(InsightAct.Accepted)]
    public async Task Recovery_is_told_to_those_who_got_the_alarm_whatever_was_done_with_it(InsightAct act)
    {
        await MeasureAsync(database, "ball", 11, staff: Sara);
        await LookAsync(database);
        await ActAsync(database, (await OneAsync(database)).Id, act);
        await database.DoAsync("update users set disabled_at = '2026-01-05Z' where name = 'Sara'; insert into users (email, name, app_role, made_at, made_by) values ('late@house.example', 'Late', 'admin', '2026-01-05Z', 'test')");
        await MeasureAsync(database, "ball", 1, staff: Sara);
        await LookAsync(database, 6);
        (await ToldAsync(database)).ShouldBe("ALARM:Olga ALARM:Sara RECOVERY:Olga", "who came later got no alarm, and a closed account gets nothing");
        (await LookAsync(database, 12)).Told.ShouldBe(0);
    }

    [Fact]
    public async Task A_worse_one_opens_what_was_dismissed_and_is_told_once_for_each_degree()
    {
        await MeasureAsync(database, "ball", 11, "high");
        await LookAsync(database);
        await ActAsync(database, (await OneAsync(database)).Id, InsightAct.Dismissed);
        await LookAsync(database, 6);
        (await OneAsync(database)).State.ShouldBe(InsightState.Dismissed);
        foreach (var (priority, hours) in new[] { ("critical", 12), ("high", 18), ("critical", 24) })
        {
            await MeasureAsync(database, "ball", 20, priority);
            await LookAsync(database, hours);
        }
        (await EventsAsync(database)).ShouldBe("OPENED DISMISSED WORSENED");
        var one = await OneAsync(database);
        (one.State, one.Priority).ShouldBe((InsightState.Open, "critical"));
        (await ToldAsync(database)).ShouldBe("ALARM:Olga ALARM:Olga");
    }

    [Fact]
    public async Task The_first_run_of_the_day_a_snooze_ends_says_whether_it_is_still_there()
    {
        await MeasureAsync(database, "ball", 11);
        await MeasureAsync(database, "kite", 11);
        await LookAsync(database);
        // In the business zone, four hours ahead, the day begins at 20:00.
        await database.DoAsync("update settings set business_zone = 'Asia/Dubai'");
        var until = new DateOnly(2026, 1, 7);
        await ActAsync(database, (await OneAsync(database)).Id, InsightAct.Snoozed, until);
        await ActAsync(database, (await OneAsync(database, "kite")).Id, InsightAct.Snoozed, until);
        (await LookAsync(database, 35.9)).Back.ShouldBe(0);
        await MeasureAsync(database, "kite", 1);
        var looked = await LookAsync(database, 36.1);
        (looked.Back, looked.Recovered).ShouldBe((1, 1));
        (await OneAsync(database)).State.ShouldBe(InsightState.Open);
        (await ToldAsync(database)).ShouldBe("ALARM:Olga ALARM:Olga");
        (await ToldAsync(database, "kite")).ShouldBe("ALARM:Olga RECOVERY:Olga");
    }

    [Fact]
    public async Task A_silent_source_holds_back_what_it_causes_and_leaves_what_is_open()
    {
        await MeasureAsync(database, "old", 11, kind: "caused");
        await LookAsync(database);
        await MeasureAsync(database, "ball", 11, topic: "dolls");
        await MeasureAsync(database, "old", 0, kind: "caused");
        await MeasureAsync(database, "new", 50, kind: "caused");
        // The source and what it causes are seen in the same run: the cause comes first.
        var looked = await LookAsync(database, 6);
        (looked.Opened, looked.Recovered, looked.Held, looked.NotRun).ShouldBe((1, 0, 1, 1));
        (await EventsAsync(database, "new")).ShouldBeEmpty();
        (await EventsAsync(database, "old")).ShouldBe("OPENED");
        (await StatesAsync()).Single(one => one.Kind == "caused").ShouldSatisfyAllConditions(
            held => held.State.ShouldBe("NOT_RUN"), held => held.Sentence.ShouldBe("It rests on dolls, which do not come at present; what it had found stays as it was."), held => held.Found.ShouldBe(1));
        // Somebody dismisses the source's finding: it is silent all the same.
        await ActAsync(database, (await OneAsync(database)).Id, InsightAct.Dismissed, hours: 7);
        (await LookAsync(database, 12)).Held.ShouldBe(1);
        await MeasureAsync(database, "ball", null, topic: "dolls");
        (await LookAsync(database, 18)).Held.ShouldBe(1, "it cannot be measured now, and is not over by that");
        await MeasureAsync(database, "ball", 0, topic: "dolls");
        var after = await LookAsync(database, 24);
        (after.Opened, after.Recovered, after.Held).ShouldBe((1, 2, 0), "what it held back is judged in the run in which it delivers again");
    }

    [Fact]
    public async Task A_check_that_fails_is_said_and_leaves_its_findings_and_the_other_checks_alone()
    {
        await MeasureAsync(database, "ball", 11);
        (await LookAsync(database, 0, Toys, Broken)).ShouldSatisfyAllConditions(looked => looked.Failed.ShouldBe(1), looked => looked.Opened.ShouldBe(1));
        (await StatesAsync()).Select(one => $"{one.Kind} {one.State} {one.Sentence}").ShouldBe(["broken FAILED The database refused it (SQLSTATE 22012).", "toys RAN "]);
        await MeasureAsync(database, "ball", 0);
        var failing = Toys with { Step = "Broken" };
        var looked = await LookAsync(database, 6, failing);
        (looked.Failed, looked.Recovered, looked.Found).ShouldBe((1, 0, 1));
        (await OneAsync(database)).State.ShouldBe(InsightState.Open);
        var state = (await StatesAsync()).Single(one => one.Kind == "toys");
        (state.State, state.RanAt, state.SucceededAt).ShouldBe(("FAILED", Start.AddHours(6), Start));
        (await LookAsync(database, 12)).Recovered.ShouldBe(1);
    }

    [Fact]
    public async Task A_subject_that_is_no_longer_there_is_told_as_such()
    {
        await MeasureAsync(database, "ball", 11);
        await LookAsync(database);
        await database.DoAsync("delete from measured");
        await LookAsync(database, 6);
        (await EventsAsync(database)).ShouldBe("OPENED GONE");
        (await ToldAsync(database)).ShouldBe("ALARM:Olga RECOVERY:Olga");
        (await OneAsync(database)).Content.ShouldBe("ball is 11.", "what was said last stays");
    }

    [Fact]
    public async Task Where_the_coach_has_no_account_the_owners_are_told_and_that_nobody_is_told_is_itself_found()
    {
        var coachAlone = Toys with { For = InsightFor.Coach };
        await MeasureAsync(database, "ball", 11, staff: Sara);
        await MeasureAsync(database, "kite", 11);
        await LookAsync(database, 0, coachAlone);
        (await ToldAsync(database)).ShouldBe("ALARM:Sara");
        (await ToldAsync(database, "kite")).ShouldBe("ALARM:Olga");

        await ClearAsync(database);
        await database.DoAsync("delete from users");
        await MeasureAsync(database, "ball", 11);
        var nobody = ClientVitals.Rooms.All.Of<InsightCheck>().Single(check => check.Kind == "no-receiver");
        (await LookAsync(database, 0, nobody, Toys)).Opened.ShouldBe(2, "it looks last, at what the run itself found");
        (await OneAsync(database, "accounts")).Content.ShouldStartWith("1 open finding reached nobody");
        (await LookAsync(database, 6, nobody, Toys)).Opened.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_told_goes_into_the_outbox_once_for_each_who_can_sign_in()
    {
        await database.DoAsync("delete from notices; update users set password_hash = 'x' where name in ('Olga', 'Sara')");
        await MeasureAsync(database, "ball", 11, "critical", staff: Sara);
        await MeasureAsync(database, "doll", 11, staff: Sara);
        await LookAsync(database);
        await LookAsync(database);
        async Task<string[]> OutboxAsync()
        {
            await using var db = await database.OpenAdminAsync();
            return [.. await db.QueryAsync<string>("""
                select concat_ws(' ', n.kind, n.severity, left(n.sentence, 40), string_agg(u.name || '/' || d.way, ' ' order by u.name, d.way), n.link = '/insights/' || split_part(n.subject, ':', 2))
                from notices n join notice_deliveries d on d.notice_id = n.id join users u on u.id = d.user_id
                group by n.id order by n.id
                """)];
        }

        (await OutboxAsync()).ShouldBe(
        [
            "insights.alarm critical About ball. ball is 11. Olga/in-app Olga/mail Sara/in-app Sara/mail t",
            "insights.alarm warning About doll. doll is 11. Olga/in-app Olga/mail Sara/in-app Sara/mail t",
        ], ignoreOrder: true);
        await MeasureAsync(database, "ball", 1, staff: Sara);
        await LookAsync(database, 6);
        await LookAsync(database, 12);
        (await OutboxAsync())[2..].ShouldBe(["insights.recovery info Over: About ball. ball is 1. Olga/in-app Olga/mail Sara/in-app Sara/mail t"]);
        await database.DoAsync("delete from notices");
    }

    [Fact]
    public async Task Two_runs_at_once_open_it_once()
    {
        await MeasureAsync(database, "ball", 11);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LookAsync(database)));
        (await EventsAsync(database)).ShouldBe("OPENED");
    }

    [Fact]
    public async Task A_coach_sees_the_findings_about_their_book_and_no_others()
    {
        await MeasureAsync(database, "ball", 11, staff: Sara);
        await MeasureAsync(database, "kite", 11);
        await LookAsync(database);
        async Task<string> SeenAsync(DatabaseIdentity who) =>
            string.Join(' ', (await InsightList.ReadAsync(database.Vitals, who, "open", null, Start, 100, Ct)).Select(one => one.Subject).Order());
        (await SeenAsync(new("authenticated", """{"app_role": "owner"}"""))).ShouldBe("ball kite");
        (await SeenAsync(CoachOf("00000000-0000-4000-8000-00000000000a"))).ShouldBe("ball");
        (await SeenAsync(CoachOf("00000000-0000-4000-8000-00000000000b"))).ShouldBeEmpty();
        (await SeenAsync(new("authenticated", """{"app_role": "setter", "staff_id": "00000000-0000-4000-8000-00000000000a"}"""))).ShouldBeEmpty();
        (await InsightEvent.OfAsync(database.Vitals, CoachOf("00000000-0000-4000-8000-00000000000b"), (await OneAsync(database)).Id, Ct)).ShouldBeEmpty();
    }
}
