namespace ClientVitals.CallPatterns;

/// <summary>The sentence a coach reads.</summary>
public static class PatternReason
{
    public static string Of(Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        return judgement.EnoughHistory ? "In pattern." : "Not enough history yet.";
    }
}
