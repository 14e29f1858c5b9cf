namespace ClientVitals.Sources;

/// <summary>A line that is no row.</summary>
/// <param name="Line">Its number in the file, from 1, as an editor counts.</param>
/// <param name="Reason">Why, in words that are the same for every line with that fault.</param>
/// <param name="Raw">The line as it is there; bytes that are no text are shown as replacement characters.</param>
public sealed record Reject(long Line, string Reason, string Raw);
