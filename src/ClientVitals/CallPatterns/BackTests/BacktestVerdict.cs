using System.Globalization;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>What a back-test says, in sentences.</summary>
public static class BacktestVerdict
{
    /// <summary>Rules whose scores differ by less are level, in days: nobody would feel it.</summary>
    private const double Level = .25;

    /// <summary>The first sentence: which rule detects a stop soonest at the same number of false alerts, and how sure that is.</summary>
    public static string Verdict(this Backtest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var (ours, best) = (test.Curve(BacktestRule.Calibrated), test.BestSimple);
        var days = Said($"{ours.Score.Value:0.0} days against {best.Score.Value:0.0} for {Called(best.Rule)}, the best of the others");
        var odds = Said($"in {100 * test.BeatsBestSimple:0} % of the resamples it is ahead of all of them");
        var sooner = best.Score.Value - ours.Score.Value;
        return sooner switch
        {
            >= Level when test.BeatsBestSimple >= .8 =>
                $"At the same number of false alerts, the calibrated rule detects a client who leaves sooner than the simple rules: on average {days}; {odds}.",
            >= Level => $"The calibrated rule is ahead, but this history is too short or too small to be sure: on average {days}; {odds}.",
            > -Level => $"On this history the calibrated rule and {Called(best.Rule)} are level: {days}; {odds}.",
            _ => $"On this history {Called(best.Rule)} detects a client who leaves sooner than the calibrated rule: {days}; {odds}.",
        };
    }

    /// <summary>The one sentence for somebody who runs the business: how soon a leaver is noticed, and how many alerts were false.</summary>
    public static string Headline(this Backtest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var point = test.Curve(BacktestRule.Calibrated).ChosenPoint;
        var known = point.Opened - point.Of(AlertOutcome.TooEarly);
        var noticed = Said($"We notice a client who leaves after {point.MeanDelay:0} days on average");
        var wrong = point.Of(AlertOutcome.CameBack);
        return known switch
        {
            0 => $"{noticed}; no alert was opened in these weeks.",
            1 => $"{noticed}; the one alert was {(wrong == 1 ? "false" : "right")}.",
            _ => Said($"{noticed}; {wrong} of {known} alerts {(wrong == 1 ? "was" : "were")} false."),
        };
    }

    /// <summary>What a budget costs and finds: alerts a week, days until a stop is noticed, and how often it was wrong.</summary>
    /// <param name="point">A point of the calibrated curve.</param>
    public static string Consequence(this Backtest test, BacktestPoint point)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(point);
        return Said($"Budget {point.Constant:0.##}: about {test.AlertsAWeek(point):0.0} alerts a week among these {test.Eligible} clients. A client who leaves is detected after {point.MeanDelay:0.0} days on average (counting at most {BacktestProtocol.FollowUp}), {100 * point.By14:0} % by day 14 and {100 * point.By21:0} % by day 21. Contradicted: {point.Volume:0.00} alerts per 100 client-weeks; {point.Of(AlertOutcome.CameBack)} of {point.Opened} came back by themselves.");
    }

    /// <summary>Alerts a week over the whole window.</summary>
    public static double AlertsAWeek(this Backtest test, BacktestPoint point)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(point);
        return 7.0 * point.Opened / (test.Protocol.To.DayNumber - test.Protocol.From.DayNumber + 1);
    }

    /// <summary>How many false openings to expect at the budget, beside what was opened.</summary>
    public static string Chance(this Backtest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var point = test.Curve(BacktestRule.Calibrated).ChosenPoint;
        var expected = test.ExpectedFalse;
        return Said($"At the budget of {test.Budgets.Break:0.##} false breaks per 100 client-weeks and {test.WeeksAtRisk:0} client-weeks at risk, about {expected.Value:0.#} false breaks are expected in the window (90 % between {expected.Low:0} and {expected.High:0}); {point.Opened} were opened, {point.Of(AlertOutcome.CameBack)} of them came back by themselves.");
    }

    /// <summary>The rule as a sentence names it.</summary>
    public static string Called(BacktestRule rule) => rule switch
    {
        BacktestRule.Documented => "the documented rule",
        BacktestRule.FixedSilence => "a fixed silence",
        BacktestRule.OwnGap => "the client's own gap",
        _ => "the calibrated rule",
    };

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
