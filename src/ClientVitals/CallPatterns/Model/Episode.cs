namespace ClientVitals.CallPatterns.Model;

/// <summary>Why an episode closed.</summary>
public enum CloseReason
{
    /// <summary>Two active days within 14 exposed days.</summary>
    Returned,
    /// <summary>A pause began.</summary>
    Paused,
    /// <summary>Eight stable weeks, or the coach's word.</summary>
    NewNormal,
    /// <summary>90 exposed days without a return.</summary>
    Gone,
    /// <summary>Calls seen later show that it never was one.</summary>
    Corrected,
    /// <summary>Documented rule only: the status changed.</summary>
    StatusChanged,
}

/// <summary>
/// One drift of one client. Days are business dates.
/// </summary>
/// <param name="OpenedOn">The day of the check that opened it.</param>
/// <param name="BreakOn">The first day in PATTERN_BREAK; null if it never came to that.</param>
/// <param name="Worst">The worst status reached.</param>
/// <param name="ClosedOn">The first day it no longer stood; null while open.</param>
/// <param name="DriftSince">First day of the evidence window at the opening.</param>
/// <param name="Reason">What the coach reads.</param>
public sealed record Episode(
    string Client,
    DateOnly OpenedOn,
    DateOnly? BreakOn,
    PatternStatus Worst,
    DateOnly? ClosedOn,
    CloseReason? Closed,
    DateOnly? DriftSince,
    string Reason);

/// <summary>The episode a judgement belongs to.</summary>
/// <param name="OpenedOn">The day of the check that opened it.</param>
/// <param name="BreakOn">The first day in PATTERN_BREAK; null if it has not come to that.</param>
/// <param name="Worst">The worst status reached.</param>
/// <param name="DriftSince">First day of the evidence window at the opening.</param>
public sealed record OpenEpisode(DateOnly OpenedOn, DateOnly? BreakOn, PatternStatus Worst, DateOnly? DriftSince);
