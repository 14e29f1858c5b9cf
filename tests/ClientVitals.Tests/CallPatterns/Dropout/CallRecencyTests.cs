using ClientVitals.CallPatterns.Dropout;
using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Dropout;

public sealed class CallRecencyTests
{
    private static CallRecency Of(ClientHistory history, int today, bool withToday = true) => CallRecency.Of(history, today, withToday)!.Value;

    [Fact]
    public void Time_runs_in_days_from_the_noon_of_the_first_call_to_the_midnight_before_today()
    {
        var history = Some.Client(Some.Day(0), Some.Day(0, 3), Some.Day(0, 3), Some.Day(1, 1));
        Of(history, Some.Day(2)).ShouldBe(new CallRecency(2, 8, 13.5, Math.Log(3) + Math.Log(5)));
    }

    [Fact]
    public void A_call_today_ends_the_watch_and_is_seen_only_when_asked_for()
    {
        var history = Some.Client(Some.Day(0), Some.Day(1));
        Of(history, Some.Day(1)).ShouldBe(new CallRecency(1, 7, 7, Math.Log(7)));
        Of(history, Some.Day(1), withToday: false).ShouldBe(new CallRecency(0, 0, 6.5));
    }

    [Fact]
    public void Days_away_are_taken_out_wherever_they_lie_and_however_they_overlap()
    {
        var pauses = new[] { new Pause(Some.Day(1), Some.Day(3)), new Pause(Some.Day(2), Some.Day(4)), new Pause(Some.Day(7), int.MaxValue) };
        var history = Some.Client(Some.Day(0), Some.Day(5)) with { Pauses = pauses };
        // Weeks 1 to 3 do not count, nor does anything after week 7.
        Of(history, Some.Day(6)).ShouldBe(new CallRecency(1, 14, 20.5, Math.Log(14)));
        Of(history, Some.Day(20)).ShouldBe(new CallRecency(1, 14, 27.5, Math.Log(14)));
    }

    [Fact]
    public void A_call_made_on_a_day_away_is_a_sign_of_life_at_the_moment_time_stood_still()
    {
        var history = Some.Client(Some.Day(0), Some.Day(1, 2), Some.Day(1, 4), Some.Day(2)) with { Pauses = [new Pause(Some.Day(1), Some.Day(2))] };
        // Three days with calls at one moment of the time that counts are one.
        Of(history, Some.Day(3)).ShouldBe(new CallRecency(1, 7, 13.5, Math.Log(7)));
    }

    [Fact]
    public void After_a_client_left_nothing_is_observed() =>
        Of(Some.Client(Some.Day(0), Some.Day(1)) with { EndDay = Some.Day(2) }, Some.Day(30)).ShouldBe(new CallRecency(1, 7, 13.5, Math.Log(7)));

    [Fact]
    public void Before_the_first_call_there_is_nothing_to_say()
    {
        CallRecency.Of(Some.Client(Some.Day(3)), Some.Day(2), withToday: true).ShouldBeNull();
        CallRecency.Of(new ClientHistory("some@example.com", Some.Day(0), null, [new ClientDay(Some.Day(0), 0, 0, 1)]), Some.Day(2), withToday: true).ShouldBeNull();
    }
}
