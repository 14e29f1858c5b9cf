namespace ClientVitals.CallPatterns.BackTests;

/// <summary>What a back-test says, in sentences. Where nobody says how they are written, they are in English.</summary>
public static class BacktestVerdict
{
    /// <summary>Rules whose scores differ by less are level, in days: nobody would feel it.</summary>
    private const double Level = .25;

    /// <summary>The first sentence: which rule detects a stop soonest at the same number of false alerts, and how sure that is.</summary>
    public static string Verdict(this Backtest test, SaySentence? say = null)
    {
        ArgumentNullException.ThrowIfNull(test);
        say ??= PlainEnglish.Say;
        var (ours, best) = (test.Curve(BacktestRule.Calibrated), test.BestSimple);
        var (our, other, odds, rule) = (ours.Score.Value, best.Score.Value, 100 * test.BeatsBestSimple, Called(best.Rule, say));
        return (other - our) switch
        {
            >= Level when test.BeatsBestSimple >= .8 => say(
                $"At the same number of false alerts, the calibrated rule detects a client who leaves sooner than the simple rules: on average {our:0.0} days against {other:0.0} for {rule}, the best of the others; in {odds:0} % of the resamples it is ahead of all of them."),
            >= Level => say(
                $"The calibrated rule is ahead, but this history is too short or too small to be sure: on average {our:0.0} days against {other:0.0} for {rule}, the best of the others; in {odds:0} % of the resamples it is ahead of all of them."),
            > -Level => say(
                $"On this history the calibrated rule and {rule}, the best of the others, are level: {our:0.0} days against {other:0.0}; in {odds:0} % of the resamples it is ahead of all of them."),
            _ => say(
                $"On this history {rule}, the best of the others, detects a client who leaves sooner than the calibrated rule: {other:0.0} days against {our:0.0}; in {odds:0} % of the resamples the calibrated rule is ahead of all of them."),
        };
    }

    /// <summary>The one sentence for somebody who runs the business: how soon a leaver is noticed, and how many alerts were false.</summary>
    public static string Headline(this Backtest test, SaySentence? say = null)
    {
        ArgumentNullException.ThrowIfNull(test);
        say ??= PlainEnglish.Say;
        var point = test.Curve(BacktestRule.Calibrated).ChosenPoint;
        var (days, wrong, known) = (point.MeanDelay, point.Of(AlertOutcome.CameBack), point.Opened - point.Of(AlertOutcome.TooEarly));
        return (known, wrong) switch
        {
            (0, _) => say($"We notice a client who leaves after {days:0} days on average; no alert was opened in these weeks."),
            (1, 1) => say($"We notice a client who leaves after {days:0} days on average; the one alert was false."),
            (1, _) => say($"We notice a client who leaves after {days:0} days on average; the one alert was right."),
            (_, 1) => say($"We notice a client who leaves after {days:0} days on average; 1 of {known} alerts was false."),
            _ => say($"We notice a client who leaves after {days:0} days on average; {wrong} of {known} alerts were false."),
        };
    }

    /// <summary>What a budget costs and finds: alerts a week, days until a stop is noticed, and how often it was wrong.</summary>
    /// <param name="point">A point of the calibrated curve.</param>
    public static string Consequence(this Backtest test, BacktestPoint point, SaySentence? say = null)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(point);
        return (say ?? PlainEnglish.Say)(
            $"Budget {point.Constant:0.##}: about {test.AlertsAWeek(point):0.0} alerts a week among these {test.Eligible} clients. A client who leaves is detected after {point.MeanDelay:0.0} days on average (counting at most {BacktestProtocol.FollowUp}), {100 * point.By14:0} % by day 14 and {100 * point.By21:0} % by day 21. Contradicted: {point.Volume:0.00} alerts per 100 client-weeks; {point.Of(AlertOutcome.CameBack)} of {point.Opened} came back by themselves.");
    }

    /// <summary>Alerts a week over the whole window.</summary>
    public static double AlertsAWeek(this Backtest test, BacktestPoint point)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(point);
        return 7.0 * point.Opened / (test.Protocol.To.DayNumber - test.Protocol.From.DayNumber + 1);
    }

    /// <summary>How many false openings to expect at the budget, beside what was opened.</summary>
    public static string Chance(this Backtest test, SaySentence? say = null)
    {
        ArgumentNullException.ThrowIfNull(test);
        var point = test.Curve(BacktestRule.Calibrated).ChosenPoint;
        var expected = test.ExpectedFalse;
        return (say ?? PlainEnglish.Say)(
            $"At the budget of {test.Budgets.Break:0.##} false breaks per 100 client-weeks and {test.WeeksAtRisk:0} client-weeks at risk, about {expected.Value:0.#} false breaks are expected in the window (90 % between {expected.Low:0} and {expected.High:0}); {point.Opened} were opened, {point.Of(AlertOutcome.CameBack)} of them came back by themselves.");
    }

    /// <summary>The rule as a sentence names it.</summary>
    public static string Called(BacktestRule rule, SaySentence? say = null)
    {
        say ??= PlainEnglish.Say;
        return rule switch
        {
            BacktestRule.Documented => say($"the documented rule"),
            BacktestRule.FixedSilence => say($"a fixed silence"),
            BacktestRule.OwnGap => say($"the client's own gap"),
            _ => say($"the calibrated rule"),
        };
    }
}
