using ClientVitals.CallPatterns.Model;
using ClientVitals.HealthScores.Risk;
using ClientVitals.Tests.CallPatterns;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Risk;

public sealed class RiskMorningTests
{
    [Fact]
    public void The_event_is_no_call_within_the_horizon()
    {
        var morning = Some.Day(10);
        var next = RiskMorning.Of([Some.Client(morning - 20, morning - 9, morning - 3, morning + 29), Some.Client(morning - 20, morning - 9, morning - 3, morning + 30)], morning, 60, 3);
        next.AtRisk.Select(row => row.NextCallIn).ShouldBe([29, 30]);
        next.AtRisk.Select(row => row.NextCallIn >= 30).ShouldBe([false, true]);
    }

    [Fact]
    public void A_call_of_the_morning_itself_is_not_known_yet_and_is_a_call_of_the_horizon()
    {
        var morning = Some.Day(10);
        var row = RiskMorning.Of([Some.Client(morning - 20, morning - 9, morning - 3, morning)], morning, 60, 3).AtRisk.ShouldHaveSingleItem();
        (row.ActiveDays, row.NextCallIn, row.SilentDays).ShouldBe((3, 0, 2.5));
    }

    [Fact]
    public void A_call_that_was_logged_later_is_not_known_on_the_morning()
    {
        var morning = Some.Day(10);
        ClientDay[] days = [new(morning - 30, 1), new(morning - 20, 1), new(morning - 9, 1), new(morning - 3, 1, SeenOn: morning + 1)];
        var row = RiskMorning.Of([new ClientHistory("late@example.com", null, null, days)], morning, 60, 3).AtRisk.ShouldHaveSingleItem();
        (row.ActiveDays, row.SilentDays).ShouldBe((3, 8.5));
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(61, 0)]
    public void Who_was_silent_for_longer_is_not_asked_about(int ago, int asked)
    {
        var morning = Some.Day(30);
        RiskMorning.Of([Some.Client(morning - ago - 9, morning - ago - 4, morning - ago)], morning, 60, 3).AtRisk.Count.ShouldBe(asked);
    }

    [Fact]
    public void Former_clients_and_those_with_few_days_are_not_asked_about()
    {
        var morning = Some.Day(10);
        var here = Some.Client(morning - 20, morning - 9, morning - 3);
        RiskMorning.Of([here, here with { EndDay = morning }, Some.Client(morning - 9, morning - 3), Some.Client(morning + 3)], morning, 60, 3).AtRisk.Count.ShouldBe(1);
    }

    [Fact]
    public void A_book_too_small_for_a_model_of_its_own_gets_the_shipped_one_and_says_so()
    {
        var morning = RiskMorning.Of([Some.Client(Some.Day(8), Some.Day(9), Some.Day(9, 3))], Some.Day(10), 60, 3);
        morning.Parameters.ShouldBe(RiskMorning.Shipped);
        morning.WhyShipped.ShouldNotBeNull().ShouldContain("Too few clients");
        var many = Enumerable.Range(0, 80).Select(seed => Some.Poisson(seed, 1 + seed % 3, seed < 60 ? 70 : 20 + seed % 30)).ToList();
        RiskMorning.Of(many, Some.Day(60), 60, 3).WhyShipped.ShouldBeNull();
    }

    [Fact]
    public void A_pause_is_no_silence()
    {
        var morning = Some.Day(10);
        var away = Some.Client(morning - 40, morning - 30, morning - 20) with { Pauses = [new Pause(morning - 18, morning - 3)] };
        RiskMorning.Of([away], morning, 60, 3).AtRisk[0].SilentDays.ShouldBe(4.5);
    }

    [Theory]
    [InlineData(29, 0)]
    [InlineData(30, 1)]
    public void Who_is_away_within_the_horizon_is_no_case(int awayIn, int cases)
    {
        var morning = Some.Day(10);
        var away = Some.Client(morning - 40, morning - 30, morning - 20) with { Pauses = [new Pause(morning - 90, morning - 80), new Pause(morning + awayIn, morning + 50)] };
        RiskMorning.Of([away], morning, 60, 3).Cases(30).Count().ShouldBe(cases);
    }

    /// <summary>What a morning learns from was known by then: the horizon of the latest morning before it is just over.</summary>
    [Theory]
    [InlineData(30, 30)]
    [InlineData(60, 60)]
    [InlineData(90, 90)]
    public void The_past_is_what_was_known_by_then(int horizon, int latest)
    {
        var morning = Some.Day(60);
        var past = new RiskPast([.. Enumerable.Range(0, 80).Select(seed => Some.Poisson(seed, 1 + seed % 3, seed < 60 ? 70 : 20 + seed % 30))], 60, 3);
        var cases = past.Before(morning, horizon);
        cases.ShouldNotBeEmpty();
        cases.Max(one => one.Day).ShouldBe(morning - latest);
        cases.Min(one => one.Day).ShouldBe(morning - latest - 30 * (RiskPast.Most - 1));
    }

    [Fact]
    public void The_earliest_morning_has_eight_weeks_before_it()
    {
        var past = new RiskPast([.. Enumerable.Range(0, 80).Select(seed => Some.Poisson(seed, 2, seed < 60 ? 70 : 10 + seed % 20))], 60, 3);
        past.Before(Some.Day(30), 30).Min(one => one.Day).ShouldBeGreaterThanOrEqualTo(Some.Day(0) + RiskPast.LeastHistory);
        past.Before(Some.Day(8), 30).ShouldBeEmpty();
    }
}
