namespace ClientVitals.Insights;

/// <summary>A finding as it is kept, before a run or an act; locked until the transaction ends.</summary>
/// <param name="Kind">Of which check.</param>
/// <param name="Topic">The entity that does not come while it is there; null = it holds nothing back.</param>
/// <param name="SilencedPriority">SNOOZED, DISMISSED: its priority then.</param>
/// <param name="LeaveAt">The measure at which it leaves, as stated when it entered.</param>
public sealed record InsightStanding(
    Guid Id,
    string Kind,
    string Subject,
    InsightState State,
    string Priority,
    string? Topic,
    string? SilencedPriority,
    DateOnly? SnoozedUntil,
    Guid? AssignedUserId,
    int Occurrences,
    double LeaveAt)
{
    /// <summary>Whether it is there, silenced or not.</summary>
    public bool IsThere => State != InsightState.Recovered;
}
