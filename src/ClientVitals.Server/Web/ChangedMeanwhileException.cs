namespace ClientVitals.Server.Web;

/// <summary>Somebody else changed it since the page was opened; nothing was changed.</summary>
internal sealed class ChangedMeanwhileException : PlainError
{
    public ChangedMeanwhileException(Sentence said)
        : base(said)
    {
    }

    public ChangedMeanwhileException(string message)
        : base(message)
    {
    }
}
