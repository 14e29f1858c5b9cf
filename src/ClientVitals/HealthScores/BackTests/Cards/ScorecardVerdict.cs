namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>Whether a version tells clients apart better than what it is compared with.</summary>
public enum CardComparison
{
    /// <summary>All cases ended alike.</summary>
    Undefined,
    Better,
    NoBetter,
    Worse,
    /// <summary>The difference would be of use, but the interval holds none as well.</summary>
    TooFew,
}

/// <summary>What a back-test of a version says, in sentences. They follow from the figures at 30 days.</summary>
public static class ScorecardVerdict
{
    /// <summary>Against days of silence.</summary>
    public static CardComparison AgainstSilence(this ScorecardBacktest test) => Of(First(test).Of(CardPredictor.Version).OverSilence);

    /// <summary>Against the scorecard in force.</summary>
    public static CardComparison AgainstInForce(this ScorecardBacktest test) => Of(First(test).Of(CardPredictor.Version).OverInForce);

    /// <summary>One plain sentence: does it find more leavers than counting days does? The order of all clients decides, and what coaches could have called is told with it.</summary>
    public static string Verdict(this ScorecardBacktest test, SaySentence? say = null)
    {
        ArgumentNullException.ThrowIfNull(test);
        say ??= PlainEnglish.Say;
        var month = First(test);
        var (card, own, silence) = (test.Scorecard, Math.Round(month.Of(CardPredictor.Version).Reached), Math.Round(month.Of(CardPredictor.SilentDays).Reached));
        Sentence found = $"of {month.Silent} times that a client fell silent for 30 days, coaches would have called {own:0} by it and {silence:0} by days of silence";
        return (test.AgainstSilence(), own.CompareTo(silence)) switch
        {
            (CardComparison.Better, > 0) => say($"{card} finds more leavers than days of silence: {found}."),
            (CardComparison.Better, _) => say($"{card} orders clients better than days of silence, but finds no more leavers at your daily limit: {found}."),
            (CardComparison.NoBetter, > 0) => say($"{card} finds no more leavers than days of silence, beyond what chance explains: {found}."),
            (CardComparison.NoBetter, _) => say($"{card} finds no more leavers than days of silence: {found}."),
            (CardComparison.Worse, < 0) => say($"{card} finds fewer leavers than days of silence: {found}."),
            (CardComparison.Worse, _) => say($"{card} orders clients worse than days of silence: {found}."),
            (CardComparison.TooFew, _) => say($"There are too few cases to say whether {card} finds more leavers than days of silence: {found}."),
            _ => say($"All {month.Cases} client-days ended alike, so nothing can be told apart."),
        };
    }

    /// <summary>How it compares with the scorecard in force; null = it is the one in force.</summary>
    public static string? Comparison(this ScorecardBacktest test, SaySentence? say = null)
    {
        say ??= PlainEnglish.Say;
        ArgumentNullException.ThrowIfNull(test);
        var (card, other) = (test.Scorecard, test.InForce);
        return card == other ? null : test.AgainstInForce() switch
        {
            CardComparison.Better => say($"It orders clients better than {other}, which was in force."),
            CardComparison.NoBetter => say($"It orders clients no better than {other}, which was in force."),
            CardComparison.Worse => say($"It orders clients worse than {other}, which was in force."),
            CardComparison.TooFew => say($"There are too few cases to say whether it orders clients better than {other}, which was in force."),
            _ => null,
        };
    }

    private static HorizonFigures First(ScorecardBacktest test) => test.Groups[0].Horizons[0];

    /// <summary>Better only where the whole 95 % interval is above 0 and the difference is of use (<see cref="HealthBacktestVerdict.LeastUse"/>).</summary>
    private static CardComparison Of(AreaEstimate? difference) => difference switch
    {
        null => CardComparison.Undefined,
        { High: < 0 } => CardComparison.Worse,
        { Value: < HealthBacktestVerdict.LeastUse } => CardComparison.NoBetter,
        { Low: > 0 } => CardComparison.Better,
        _ => CardComparison.TooFew,
    };
}
