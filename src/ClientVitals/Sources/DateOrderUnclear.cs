namespace ClientVitals.Sources;

/// <summary>A file's dates do not show which of day, month and year comes first, and nobody has said it.</summary>
/// <param name="message">The sentence for a command line.</param>
/// <param name="what">What is unclear, with an example.</param>
public sealed class DateOrderUnclear(Sentence message, Sentence what) : ReadingError(message, $"{what}: choose below which comes first.");
