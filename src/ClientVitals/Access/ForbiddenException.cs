namespace ClientVitals.Access;

/// <summary>The caller may not do this. Every other error says that something is wrong with what was asked.</summary>
public sealed class ForbiddenException : PlainError
{
    public ForbiddenException(Sentence said)
        : base(said)
    {
    }

    public ForbiddenException(string message)
        : base(message)
    {
    }
}
