namespace ClientVitals.Scheduling;

/// <summary>A run of the job is at work already: another is not begun beside it.</summary>
public sealed class AtWorkException : PlainError
{
    public AtWorkException(Sentence said)
        : base(said)
    {
    }

    public AtWorkException(string message)
        : base(message)
    {
    }
}
