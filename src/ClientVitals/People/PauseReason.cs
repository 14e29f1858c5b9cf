namespace ClientVitals.People;

/// <summary>Why somebody, or everybody, is away.</summary>
public enum PauseReason
{
    Other,
    Holiday,
    Illness,
    Injury,
    Travel,
    Ramadan,
    /// <summary>The business itself is closed.</summary>
    Closed,
}
