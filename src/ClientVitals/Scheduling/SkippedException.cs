namespace ClientVitals.Scheduling;

/// <summary>A job found nothing it could work on: its run counts as skipped, with this sentence, and never as a success.</summary>
/// <param name="message">What the person who asked is told.</param>
/// <param name="onRecord">What the ledger says instead, where the sentence names a client: readers of the ledger are not readers of the book.</param>
public sealed class SkippedException(string message, string? onRecord = null) : PlainError(message)
{
    /// <summary>What the ledger says.</summary>
    public string OnRecord => onRecord ?? Message;
}
