namespace ClientVitals.CallPatterns.Model;

/// <summary>How an episode ends, in words: why it closed, and what would close one that is open.</summary>
public static class EpisodeWords
{
    public static string Word(this CloseReason reason) => reason switch
    {
        CloseReason.Returned => "returned",
        CloseReason.Paused => "paused",
        CloseReason.NewNormal => "new normal",
        CloseReason.Gone => "gone",
        CloseReason.Corrected => "corrected",
        CloseReason.StatusChanged => "status changed",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>What would clear the open episode; null when none is open.</summary>
    public static string? ClearsWhen(this Judgement judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        return judged switch
        {
            { Open: null } => null,
            { Hold: PatternHold.BackOnce, CountsVisits: true } => "One more day with a call or a visit within 14 days of the first.",
            { Hold: PatternHold.BackOnce } => "One more day with a call within 14 days of the first.",
            { Status: PatternStatus.AbovePattern } => "Eight weeks at the new pace, or back to usual.",
            { CountsVisits: true } => "Two days with a call or a visit within 14 days.",
            _ => "Two days with a call within 14 days.",
        };
    }
}
