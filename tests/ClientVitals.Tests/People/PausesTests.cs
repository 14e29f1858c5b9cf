using ClientVitals.People;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.People;

public sealed class PausesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Guid leila;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync("delete from client_pauses; delete from clients;" + SomeRows.Client("leila@example.com"));
        await using var db = await database.OpenAsync();
        leila = (await FoundClient.RequireAsync(db, "leila@example.com", "AE", Ct)).Id;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static DateOnly Day(int day) => new(2025, 12, day);

    [Fact]
    public async Task The_same_pause_again_adds_nothing()
    {
        await using var db = await database.OpenAsync();
        var first = await new EnterPause(leila, Day(1), Day(15), PauseReason.Travel).RunAsync(db, Now, "coach", Ct);
        var again = await new EnterPause(leila, Day(1), Day(15)).RunAsync(db, Now, "coach", Ct);

        first.WasThere.ShouldBeFalse();
        again.ShouldBe(new EnterPause.Entered(first.Id, true));
        var pause = (await Pauses.ReadAsync(db, leila, null, Ct)).ShouldHaveSingleItem();
        (pause.ClientName, pause.Reason, pause.StartsOn, pause.EndsOn, pause.EnteredAt).ShouldBe(("Leila Haddad", "TRAVEL", Day(1), Day(15), Now));
    }

    [Fact]
    public async Task Everybodys_pause_is_listed_beside_each_clients_own()
    {
        await using var db = await database.OpenAsync();
        await new EnterPause(null, Day(24), Day(27), PauseReason.Closed).RunAsync(db, Now, "owner", Ct);
        await new EnterPause(leila, Day(1), null, PauseReason.Illness).RunAsync(db, Now, "coach", Ct);

        (await Pauses.ReadAsync(db, leila, Day(20), Ct)).Select(p => p.Reason).ShouldBe(["ILLNESS", "CLOSED"]);
        (await Pauses.ReadAsync(db, null, new DateOnly(2026, 1, 1), Ct)).Select(p => p.Reason).ShouldBe(["ILLNESS"], "what is over is left out");
    }

    [Fact]
    public async Task The_first_day_back_ends_what_is_open_and_nothing_else()
    {
        await using var db = await database.OpenAsync();
        await new EnterPause(leila, Day(1), null).RunAsync(db, Now, "coach", Ct);
        await new EnterPause(leila, Day(8), null).RunAsync(db, Now, "coach", Ct);
        await new EnterPause(leila, Day(20), Day(22)).RunAsync(db, Now, "coach", Ct);

        (await new EndPause(leila, Day(8)).RunAsync(db, Now, Ct)).ShouldBe(2);
        (await new EndPause(leila, Day(8)).RunAsync(db, Now, Ct)).ShouldBe(0);

        (await Pauses.ReadAsync(db, leila, null, Ct)).Select(p => (p.StartsOn, p.EndsOn))
            .ShouldBe([(Day(1), Day(8)), (Day(20), Day(22))], "one that would be empty is gone");
    }

    [Fact]
    public async Task What_held_before_it_was_ended_stays_known_for_the_days_before()
    {
        await using var db = await database.OpenAsync();
        await new EnterPause(leila, Day(1), Day(30)).RunAsync(db, Now, "coach", Ct);
        await new EndPause(leila, Day(8)).RunAsync(db, Now.AddDays(1), Ct);

        async Task<DateOnly?> EndAsOfAsync(DateTimeOffset at) => (await db.QueryAsync<DateOnly?>(
            "select ends_on from client_pauses where entered_at < @at and (superseded_at is null or superseded_at >= @at)", new { at })).ShouldHaveSingleItem();
        (await EndAsOfAsync(Now.AddHours(1))).ShouldBe(Day(30));
        (await EndAsOfAsync(Now.AddDays(2))).ShouldBe(Day(8));
    }

    [Fact]
    public async Task Of_two_equal_pauses_entered_at_the_same_moment_the_second_finds_the_first()
    {
        await using var first = await database.OpenAsync();
        await using var entering = await first.BeginTransactionAsync(Ct);
        var one = await new EnterPause(leila, Day(1), null).RunAsync(first, Now, "coach", Ct);
        await using var second = await database.OpenAsync();
        var two = new EnterPause(leila, Day(1), null).RunAsync(second, Now, "coach", Ct);
        await Task.Delay(300, Ct);
        two.IsCompleted.ShouldBeFalse("it waits for the first");
        await entering.CommitAsync(Ct);

        (one.WasThere, await two).ShouldBe((false, new EnterPause.Entered(one.Id, true)));
    }

    [Fact]
    public async Task A_pause_that_ends_before_it_begins_is_told_in_a_sentence()
    {
        await using var db = await database.OpenAsync();
        var fault = await Should.ThrowAsync<PlainError>(() => new EnterPause(leila, Day(1), Day(1)).RunAsync(db, Now, "coach", Ct));
        fault.Message.ShouldContain("first day back");
        (await Pauses.ReadAsync(db, null, null, Ct)).ShouldBeEmpty();
    }
}
