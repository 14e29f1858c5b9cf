namespace ClientVitals.Scheduling;

/// <summary>A job cannot work at this moment (something else holds what it needs): a scheduled slot is tried again.</summary>
public sealed class RetryLaterException : PlainError
{
    public RetryLaterException(Sentence said)
        : base(said)
    {
    }

    public RetryLaterException(string message)
        : base(message)
    {
    }
}
