namespace ClientVitals.CallPatterns.Answers;

/// <summary>What a coach says of an episode.</summary>
public enum PatternAnswer
{
    /// <summary>The client was called, or written to.</summary>
    Called,
    /// <summary>The client is away: a pause from the day the silence began.</summary>
    Away,
    /// <summary>It is fine as it is: what happens now is the new usual.</summary>
    Fine,
    /// <summary>The client left: the relation ends.</summary>
    Left,
}

/// <summary>Its word in the tables.</summary>
public static class PatternAnswerWords
{
    public static string Word(this PatternAnswer answer) => answer.ToString().ToUpperInvariant();
}
