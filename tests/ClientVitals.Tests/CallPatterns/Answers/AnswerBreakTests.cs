using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.Interventions;
using ClientVitals.People;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Answers;

public sealed class AnswerBreakTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Email = "silent@example.com";
    private static readonly DateOnly Start = new(2025, 6, 2);
    private static readonly DateTimeOffset Now = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Today = new(2025, 12, 8);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Guid leila;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync(
            "delete from call_pattern_analysis; delete from clients; delete from staff; delete from job_runs;"
            + SomeRows.Client(Email, "Leila", null, "Aisha")
            + SomeRows.Calls(Email, SomeRows.Weekly(Start, new(2025, 11, 5), DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday))
            + SomeRows.Client("other@example.com", "Sara", null, "Omar")
            + SomeRows.Calls("other@example.com", SomeRows.Weekly(Start, new(2025, 12, 8), DayOfWeek.Monday, DayOfWeek.Thursday)));
        await AnalyzeAsync(Now);
        await using var db = await database.OpenAsync();
        leila = (await FoundClient.RequireAsync(db, Email, "AE", Ct)).Id;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<AnalysisDone> AnalyzeAsync(DateTimeOffset now) => new AnalyzeCallPatterns().RunAsync(database.Vitals, now, "person", null, Ct);

    private async Task<(string Status, string? Closed)> AfterAsync(PatternAnswer answer, DateOnly? until = null)
    {
        await using (var db = await database.OpenAsync())
            await new AnswerBreak(leila, answer, until).RunAsync(db, Now, "Aisha", Ct);
        await AnalyzeAsync(Now.AddDays(1));
        await using var read = await database.OpenAsync();
        return await read.QuerySingleAsync<(string, string?)>(
            "select h.pattern_status, (select e.close_reason from call_pattern_episodes e where e.client_id = h.client_id order by e.opened_on desc limit 1) from client_health_scores h where h.email = @Email", new { Email });
    }

    [Fact]
    public async Task Called_is_kept_and_the_break_stays() => (await AfterAsync(PatternAnswer.Called)).ShouldBe(("PATTERN_BREAK", null));

    [Fact]
    public async Task Away_is_a_pause_from_the_first_day_of_the_drift_and_closes_the_break()
    {
        (await AfterAsync(PatternAnswer.Away, new DateOnly(2025, 12, 20))).Status.ShouldBe("NORMAL");
        await using var db = await database.OpenAsync();
        var pause = (await Pauses.ReadAsync(db, leila, null, Ct)).ShouldHaveSingleItem();
        (pause.StartsOn < new DateOnly(2025, 11, 12)).ShouldBeTrue();
        pause.EndsOn.ShouldBe(new DateOnly(2025, 12, 20));
    }

    [Fact]
    public async Task Fine_begins_a_new_usual() => (await AfterAsync(PatternAnswer.Fine)).ShouldBe(("NORMAL", "new normal"));

    [Fact]
    public async Task Left_ends_the_relation_and_the_episode()
    {
        (await AfterAsync(PatternAnswer.Left)).ShouldBe(("NORMAL", "ended"));
        await using var db = await database.OpenAsync();
        (await PatternBreaks.NowAsync(db, Now.AddDays(1), 7, null, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Taken_back_everything_is_as_before()
    {
        const string everything = "select md5(coalesce(string_agg(x, '|' order by x), '')) from (select p::text as x from client_pauses p where superseded_at is null union all select ended_on::text from clients) r";
        await using var db = await database.OpenAsync();
        await db.ExecuteAsync("update clients set ended_on = date '2026-06-30' where id = @leila", new { leila });
        var before = await db.ExecuteScalarAsync<string>(everything);
        foreach (var answer in Enum.GetValues<PatternAnswer>())
        {
            var said = await new AnswerBreak(leila, answer).RunAsync(db, Now, "Aisha", Ct);
            await new TakeBackAnswer(said.Id).RunAsync(db, Now, Ct);
            (await db.ExecuteScalarAsync<string>(everything)).ShouldBe(before, answer.ToString());
            await Should.ThrowAsync<PlainError>(() => new TakeBackAnswer(said.Id).RunAsync(db, Now, Ct));
        }
    }

    [Fact]
    public async Task The_same_answer_again_changes_nothing_and_another_of_the_same_day_replaces_it()
    {
        await using var db = await database.OpenAsync();
        var first = await new AnswerBreak(leila, PatternAnswer.Away).RunAsync(db, Now, "Aisha", Ct);
        var again = await new AnswerBreak(leila, PatternAnswer.Away).RunAsync(db, Now.AddHours(1), "Aisha", Ct);
        again.ShouldBe(first with { WasThere = true });

        await new AnswerBreak(leila, PatternAnswer.Called).RunAsync(db, Now.AddHours(2), "Aisha", Ct);

        (await Pauses.ReadAsync(db, leila, null, Ct)).ShouldBeEmpty("the pause went with the answer it belonged to");
        (await db.QueryAsync<string>("select kind from intervention_events where made_by <> 'program' and undone_at is null")).ShouldBe(["REACHED"]);
    }

    [Fact]
    public async Task The_record_counts_what_was_answered()
    {
        await using var db = await database.OpenAsync();
        var (from, until) = (new DateOnly(2025, 10, 1), new DateOnly(2026, 1, 1));
        var before = await PatternRecord.OfAsync(db, from, until, null, Today.AddDays(7), Ct);
        var soon = await PatternRecord.OfAsync(db, from, until, null, new DateOnly(2025, 11, 20), Ct);
        await new AnswerBreak(leila, PatternAnswer.Left).RunAsync(db, Now, "Aisha", Ct);

        (before.Alerts, before.Answered, before.Real, before.Missed).ShouldBe((1, 0, 0, 0));
        (before.StayedSilent, before.TooEarly).ShouldBe((1, 0), "a month has passed since the break opened");
        (soon.StayedSilent, soon.TooEarly).ShouldBe((0, 1));
        // One run, in which the other client was watched and this one stood in a break.
        before.ClientWeeks.ShouldNotBeNull().ShouldBe(1 / 7.0, 1e-9);
        (before with { ClientWeeks = 500 }).ExpectedFalse(1).ShouldBe((5, 2, 9));
        (before with { ClientWeeks = 1_000_000 }).ExpectedFalse(1).ShouldBe((10_000, 9_836, 10_165));
        var after = await PatternRecord.OfAsync(db, from, until, "aisha", Today.AddDays(7), Ct);
        (after.Alerts, after.Answered, after.Real, after.Missed).ShouldBe((1, 1, 1, 0));
        after.MedianDays.ShouldNotBeNull();
        (await PatternRecord.OfAsync(db, from, until, "Omar", Today, Ct)).Alerts.ShouldBe(0);
    }

    [Fact]
    public async Task Without_an_open_episode_there_is_nothing_to_answer()
    {
        await database.DoAsync("delete from call_pattern_episodes");
        await using var db = await database.OpenAsync();
        (await Should.ThrowAsync<PlainError>(() => new AnswerBreak(leila, PatternAnswer.Fine).RunAsync(db, Now, "Aisha", Ct))).Message.ShouldContain("No episode");
    }
}
