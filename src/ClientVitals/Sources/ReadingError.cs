namespace ClientVitals.Sources;

/// <summary>A file cannot be read as it was asked for. Each door says its own way out.</summary>
/// <param name="message">The sentence for a command line, with the option that helps.</param>
/// <param name="onPage">The sentence for a page, with the field that helps.</param>
public class ReadingError(Sentence message, Sentence onPage) : PlainError(message)
{
    public Sentence OnPage => onPage;

    /// <summary>What a page says of an error.</summary>
    public static Sentence ForPage(PlainError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error is ReadingError reading ? reading.OnPage : error.Said;
    }
}
