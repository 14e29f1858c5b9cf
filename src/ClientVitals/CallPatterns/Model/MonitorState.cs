namespace ClientVitals.CallPatterns.Model;

/// <summary>An open episode. Days are day numbers.</summary>
internal struct MonitoredEpisode
{
    public PatternStatus Status;
    public int OpenedOn, BreakOn, DriftSince;

    /// <summary>Exposed days since the opening, and at the last active day since then (−1: none).</summary>
    public int Exposed, BackAt;

    public readonly bool IsOpen => Status != PatternStatus.Normal;
}

/// <summary>The last episode that closed.</summary>
internal readonly record struct ClosedEpisode(
    PatternStatus Worst, int OpenedOn, int? BreakOn, int DriftSince, int ClosedOn, CloseReason Reason);

/// <summary>What a look at one day shows.</summary>
internal readonly record struct MonitorState(
    MonitoredEpisode Episode, ClosedEpisode? LastClosed, DriftEvidence Evidence, SeenDay Today, PatternHold Hold);
