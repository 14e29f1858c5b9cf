using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Insights;
using Shouldly;
using Xunit;
using static ClientVitals.Tests.Insights.ToyReadings;

namespace ClientVitals.Tests.Insights;

/// <summary>Acts on findings: each once, on record, undone while nothing else happened since, and only by those who see the finding.</summary>
public sealed class ActOnInsightTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Guid ball;

    public async ValueTask InitializeAsync()
    {
        await ClearAsync(database);
        await MeasureAsync(database, "ball", 11, "high", staff: Sara);
        await LookAsync(database);
        ball = (await OneAsync(database)).Id;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<UndoInsightAct.Undone> UndoAsync(long act, double hours = 2) => database.Vitals.DoAsync(new UndoInsightAct(act), Actor.CommandLine("Olga"), Start.AddHours(hours), Ct);

    [Theory]
    [InlineData(InsightAct.Accepted, InsightState.Accepted)]
    [InlineData(InsightAct.Snoozed, InsightState.Snoozed)]
    [InlineData(InsightAct.Dismissed, InsightState.Dismissed)]
    [InlineData(InsightAct.Assigned, InsightState.Open)]
    public async Task Each_act_is_done_once_and_undone(InsightAct act, InsightState state)
    {
        var done = await ActAsync(database, ball, act, to: act == InsightAct.Assigned ? "sara@house.example" : null);
        (done.State, done.AssignedTo, done.Until).ShouldBe((state, act == InsightAct.Assigned ? "Sara" : null, act == InsightAct.Snoozed ? new DateOnly(2026, 1, 6) : null));
        (await ActAsync(database, ball, act, to: act == InsightAct.Assigned ? "Sara" : null)).Event.ShouldBeNull("it was so already");
        var one = await OneAsync(database);
        (one.State, one.LastEventId, one.LastBy).ShouldBe((state, done.Event, "Olga"));
        await UndoAsync(done.Event!.Value);
        var after = await OneAsync(database);
        (after.State, after.AssignedTo, after.SnoozedUntil, after.LastEventId).ShouldBe((InsightState.Open, null, null, null));
        (await EventsAsync(database)).ShouldBe($"OPENED {act.Word()} UNDONE");
        (await Should.ThrowAsync<NotFoundException>(() => UndoAsync(done.Event.Value))).Message.ShouldContain("undone already");
    }

    [Fact]
    public async Task An_undo_gives_back_what_was_before_and_only_the_last_act_is_undone()
    {
        await ActAsync(database, ball, InsightAct.Assigned, to: "Olga");
        var first = await ActAsync(database, ball, InsightAct.Snoozed, new DateOnly(2026, 1, 9));
        var second = await ActAsync(database, ball, InsightAct.Dismissed);
        (await Should.ThrowAsync<PlainError>(() => UndoAsync(first.Event!.Value))).Message.ShouldStartWith("Something happened to this finding since");
        await UndoAsync(second.Event!.Value);
        var one = await OneAsync(database);
        (one.State, one.SnoozedUntil, one.AssignedTo).ShouldBe((InsightState.Snoozed, new DateOnly(2026, 1, 9), "Olga"));
        await UndoAsync(first.Event!.Value);
        (await OneAsync(database)).State.ShouldBe(InsightState.Open);
    }

    [Fact]
    public async Task What_the_watcher_changed_since_is_not_undone()
    {
        var done = await ActAsync(database, ball, InsightAct.Dismissed);
        await MeasureAsync(database, "ball", 11, "critical", staff: Sara);
        await LookAsync(database, 6);
        await Should.ThrowAsync<PlainError>(() => UndoAsync(done.Event!.Value, 7));
        await MeasureAsync(database, "ball", 0, staff: Sara);
        await LookAsync(database, 12);
        (await Should.ThrowAsync<PlainError>(() => ActAsync(database, ball, InsightAct.Dismissed, hours: 13))).Message.ShouldStartWith("This finding has recovered.");
    }

    [Theory]
    [InlineData(2026, 1, 5)]
    [InlineData(2026, 4, 6)]
    public async Task A_snooze_ends_within_90_days(int year, int month, int day) =>
        (await Should.ThrowAsync<PlainError>(() => ActAsync(database, ball, InsightAct.Snoozed, new DateOnly(year, month, day)))).Message.ShouldStartWith("The day must be 2026-01-06 to 2026-04-05");

    [Fact]
    public async Task Only_those_who_see_it_can_be_assigned_or_act_on_it()
    {
        (await Should.ThrowAsync<PlainError>(() => ActAsync(database, ball, InsightAct.Assigned, to: "Tom"))).Message.ShouldBe("\"Tom\" does not see this finding; assign it to one of: Olga, Sara.");
        Actor Coach(string staff) => new("user:x", "Coach", AppRole.Coach, null, CoachOf(staff));
        var done = await database.Vitals.DoAsync(new ActOnInsight(ball, InsightAct.Accepted), Coach("00000000-0000-4000-8000-00000000000a"), Start.AddHours(1), Ct);
        await Should.ThrowAsync<NotFoundException>(() => database.Vitals.DoAsync(new ActOnInsight(ball, InsightAct.Dismissed), Coach("00000000-0000-4000-8000-00000000000b"), Start.AddHours(1), Ct));
        await Should.ThrowAsync<NotFoundException>(() => database.Vitals.DoAsync(new UndoInsightAct(done.Event!.Value), Coach("00000000-0000-4000-8000-00000000000b"), Start.AddHours(1), Ct));
    }

    [Fact]
    public async Task The_person_who_takes_it_up_has_it_and_is_told_when_it_worsens()
    {
        var sara = new Guid("00000000-0000-4000-8000-000000000002");
        await database.Vitals.DoAsync(new ActOnInsight(ball, InsightAct.Accepted), new Actor($"user:{sara}", "Sara", AppRole.Coach, sara, CoachOf("00000000-0000-4000-8000-00000000000a")), Start.AddHours(1), Ct);
        (await OneAsync(database)).AssignedTo.ShouldBe("Sara");
        await MeasureAsync(database, "ball", 11, "critical");
        await LookAsync(database, 6, Toys with { For = InsightFor.Owners });
        (await ToldAsync(database)).ShouldBe("ALARM:Olga ALARM:Sara ALARM:Olga ALARM:Sara");
    }
}
