namespace ClientVitals.CallPatterns.Model;

/// <summary>What holds an alarm back, or colours it.</summary>
public enum PatternHold
{
    None,
    /// <summary>Today is taken out: a pause of the client or of everybody.</summary>
    Paused,
    /// <summary>Today's data are missing, of the client's source, coach or the whole book; nothing opens or closes.</summary>
    Stale,
    /// <summary>A call is agreed within 7 days; nothing opens before.</summary>
    Scheduled,
    /// <summary>We make most of the calls and tried none since the last one: the coach's gap, not the client's.</summary>
    OutreachGap,
    /// <summary>One active day since the episode opened; a second one closes it.</summary>
    BackOnce,
    /// <summary>The episode closed after 90 exposed days without a return; the client left the morning list.</summary>
    Gone,
    /// <summary>A few calls at the beginning and then none: too little history to judge, and listed apart from those who are too new.</summary>
    NeverGotGoing,
    /// <summary>Many fell silent on the same days: one remark speaks of them all.</summary>
    Together,
}
