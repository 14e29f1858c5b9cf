namespace ClientVitals.CallPatterns.Model;

/// <summary>Is this client's calling in pattern? The four words of the owner's contract.</summary>
public enum PatternStatus
{
    /// <summary>Within what is usual for this client.</summary>
    Normal,
    /// <summary>Fewer calls than usual, beyond chance at the stated budget.</summary>
    BelowPattern,
    /// <summary>More calls than usual, beyond chance at the stated budget.</summary>
    AbovePattern,
    /// <summary>A break: much below usual.</summary>
    PatternBreak,
}

/// <summary>Which rule judges: the calibrated one (default) or the owner's documented thresholds.</summary>
public enum PatternRule
{
    /// <summary>Evidence over the client's own drift window at a stated false-alarm budget.</summary>
    Calibrated,
    /// <summary>Calls since Monday against the 30-day weekly average: −50 %, −25 %, +50 %.</summary>
    Documented,
}

/// <summary>The words as they stand in tables, files and answers.</summary>
public static class PatternWords
{
    public static string Word(this PatternStatus status) => status switch
    {
        PatternStatus.Normal => "NORMAL",
        PatternStatus.BelowPattern => "BELOW_PATTERN",
        PatternStatus.AbovePattern => "ABOVE_PATTERN",
        PatternStatus.PatternBreak => "PATTERN_BREAK",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>Null when nothing is held.</summary>
    public static string? Word(this PatternHold hold) => hold switch
    {
        PatternHold.None => null,
        PatternHold.Paused => "PAUSED",
        PatternHold.Stale => "STALE",
        PatternHold.Scheduled => "SCHEDULED",
        PatternHold.OutreachGap => "OUTREACH_GAP",
        PatternHold.BackOnce => "BACK_ONCE",
        PatternHold.Gone => "GONE",
        PatternHold.NeverGotGoing => "NEVER_GOT_GOING",
        PatternHold.Together => "TOGETHER",
        _ => throw new ArgumentOutOfRangeException(nameof(hold)),
    };

    public static string Word(this PatternRule rule) => rule switch
    {
        PatternRule.Calibrated => "calibrated",
        PatternRule.Documented => "documented",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };
}
