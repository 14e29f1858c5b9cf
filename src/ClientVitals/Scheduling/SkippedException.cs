namespace ClientVitals.Scheduling;

/// <summary>A job found nothing it could work on: its run counts as skipped, with this sentence, and never as a success.</summary>
public sealed class SkippedException(string message) : PlainError(message);
