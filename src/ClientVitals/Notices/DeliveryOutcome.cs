namespace ClientVitals.Notices;

/// <summary>What an attempt came to.</summary>
public enum DeliveryResult
{
    /// <summary>The receiver has it.</summary>
    Delivered,
    /// <summary>Taken, and nobody tells us whether it was shown (Teams Workflows).</summary>
    Accepted,
    /// <summary>It did not arrive; worth another attempt.</summary>
    TryAgain,
    /// <summary>It did not arrive, and no attempt would change that.</summary>
    Refused,
    /// <summary>It was handed over and no answer came: it may have arrived.</summary>
    Unknown,
}

/// <summary>An attempt's result.</summary>
/// <param name="Why">Why it did not arrive; null = it did.</param>
/// <param name="Receipt">What the receiver answered, without a text of theirs; null = nothing to keep.</param>
/// <param name="RetryAfter">How long the receiver asks us to wait; null = it does not.</param>
public sealed record DeliveryOutcome(DeliveryResult Result, string? Why = null, string? Receipt = null, TimeSpan? RetryAfter = null)
{
    public bool IsTaken => Result is DeliveryResult.Delivered or DeliveryResult.Accepted;

    /// <summary>
    /// What is to be done after so many attempts. What may have arrived is sent again only where the receiver can tell a repeat (webhook-id);
    /// elsewhere a person decides.
    /// </summary>
    internal (string State, string? Why) After(string way, int attempts) => this switch
    {
        { Result: DeliveryResult.Delivered } => ("delivered", null),
        { Result: DeliveryResult.Accepted } => ("accepted", null),
        { Result: DeliveryResult.Refused } => ("dead", Why),
        { Result: DeliveryResult.Unknown } when way != "webhook" => ("dead", $"{Why}; it may have arrived, so it is not sent again by itself"),
        _ when attempts >= NoticeBackoff.MostAttempts => ("dead", $"{Why}; given up after {attempts} attempts"),
        _ => ("queued", Why),
    };
}
