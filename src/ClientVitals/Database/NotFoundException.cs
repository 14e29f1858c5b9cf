namespace ClientVitals.Database;

/// <summary>What was named is not there, or not for the caller to see: the two read the same, so that the answer tells nobody which it is.</summary>
public sealed class NotFoundException : PlainError
{
    public NotFoundException(Sentence said)
        : base(said)
    {
    }

    public NotFoundException(string message)
        : base(message)
    {
    }
}
