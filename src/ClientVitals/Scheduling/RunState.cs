namespace ClientVitals.Scheduling;

/// <summary>The state of a run in the ledger.</summary>
public enum RunState
{
    Running,

    /// <summary>All of it was done, and something was read.</summary>
    Succeeded,

    /// <summary>Some of it was done; what was not is counted.</summary>
    Partial,

    /// <summary>Nothing of it was kept, and it is not tried again by itself.</summary>
    Failed,

    /// <summary>Its holder died, was stopped or lost the database; nothing of it was kept. A scheduled slot is tried again.</summary>
    Abandoned,

    /// <summary>It was not begun, or found nothing to do; its sentence says why.</summary>
    Skipped,
}

internal static class RunStates
{
    /// <summary>The word the ledger has for it.</summary>
    public static string Word(this RunState state) => state.ToString().ToLowerInvariant();
}
