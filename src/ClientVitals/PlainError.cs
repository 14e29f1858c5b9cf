namespace ClientVitals;

/// <summary>
/// Something a person can put right: the message is one plain sentence that says what, where and what to do.
/// Doors print it as it is, and a page says it in its language; every other exception is a broken world.
/// </summary>
public class PlainError : Exception
{
    public PlainError(Sentence said, Exception? cause = null)
        : base(said?.ToString(), cause) => Said = said!;

    public PlainError(string message, Exception? cause = null)
        : this(Sentence.Of(message), cause)
    {
    }

    /// <summary>The message with its values apart.</summary>
    public Sentence Said { get; }
}
