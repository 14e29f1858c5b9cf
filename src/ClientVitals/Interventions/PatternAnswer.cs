namespace ClientVitals.Interventions;

/// <summary>What a coach says of an episode.</summary>
public enum PatternAnswer
{
    /// <summary>The client was called, or written to.</summary>
    Called,
    /// <summary>The client is away: a pause from the day the silence began.</summary>
    Away,
    /// <summary>All good: what happens now is the new usual.</summary>
    Fine,
    /// <summary>The client left: a former client.</summary>
    Left,
}

/// <summary>Its word in the tables.</summary>
public static class PatternAnswerWords
{
    public static string Word(this PatternAnswer answer) => answer.ToString().ToUpperInvariant();

    /// <summary>The act on the episode's item that it is.</summary>
    public static Outcome AsOutcome(this PatternAnswer answer) => answer switch
    {
        PatternAnswer.Called => Outcome.Reached,
        PatternAnswer.Away => Outcome.Away,
        PatternAnswer.Fine => Outcome.AllGood,
        PatternAnswer.Left => Outcome.Left,
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };
}
