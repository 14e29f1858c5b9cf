namespace ClientVitals.Scheduling;

/// <summary>What a run did.</summary>
/// <param name="Read">Things looked at. None is no success: throw <see cref="SkippedException"/> then.</param>
/// <param name="Written">Things changed; 0 = everything was already so.</param>
/// <param name="Failed">Things that could not be done; more than none makes it partial.</param>
/// <param name="Sentence">What should be known of it, where something should.</param>
public sealed record RunOutcome(long Read, long Written, long Failed = 0, string? Sentence = null)
{
    /// <summary>What else the ledger should keep of it, by name; moments in UTC.</summary>
    public IReadOnlyDictionary<string, object>? Details { get; init; }

    public RunState State => Failed > 0 ? RunState.Partial : RunState.Succeeded;
}
