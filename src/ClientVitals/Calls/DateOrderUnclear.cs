namespace ClientVitals.Calls;

/// <summary>A file's dates do not show whether the day or the month comes first, and nobody has said it.</summary>
/// <param name="message">The sentence for a command line.</param>
/// <param name="what">What is unclear, with an example, for whoever can choose beside it.</param>
public sealed class DateOrderUnclear(string message, string what) : PlainError(message)
{
    public string What => what;
}
