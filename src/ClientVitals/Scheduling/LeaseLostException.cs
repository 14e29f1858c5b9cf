namespace ClientVitals.Scheduling;

/// <summary>
/// Somebody else took this run meanwhile, because its holder gave no sign of life: what this holder did is rolled back and is not
/// recorded, for the run is no longer its own.
/// </summary>
public sealed class LeaseLostException(long run, string job)
    : PlainError($"The run {run} of {job} was taken over by another server because this one did not renew its lease; nothing of it was saved here.");
