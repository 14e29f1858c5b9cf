using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>A file has no column that is known as what every call must have.</summary>
/// <param name="message">The sentence for a command line.</param>
/// <param name="what">What is missing, in words: the start of the call.</param>
/// <param name="found">The columns that are known.</param>
public sealed class MissingColumn(Sentence message, Sentence what, CallColumns found)
    : ReadingError(message, $"No column was recognised as {what}: choose it below.")
{
    public CallColumns Found => found;
}
