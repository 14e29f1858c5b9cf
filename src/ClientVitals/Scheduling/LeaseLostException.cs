namespace ClientVitals.Scheduling;

/// <summary>
/// Somebody else took this run meanwhile, because its holder gave no sign of life: what this holder did is rolled back and is not
/// recorded, for the run is no longer its own.
/// </summary>
public sealed class LeaseLostException(long run, string job)
    : PlainError($"The run {run} of {job} was taken by another server while this one gave no sign of life; nothing was kept of it here.");
