namespace ClientVitals.Sources.Facts;

/// <summary>A value of a row: a text (also an exact amount), or a number (ticks of a moment, number of a day, minutes, 0 and 1).</summary>
public readonly record struct FactValue(string? Text, long Number, bool IsGiven)
{
    /// <summary>Nothing was said.</summary>
    public static readonly FactValue Nothing;

    public static FactValue Of(string text) => new(text, 0, true);

    public static FactValue Of(long number) => new(null, number, true);

    /// <summary>As a moment.</summary>
    public DateTimeOffset? Moment => IsGiven ? new DateTimeOffset(Number, TimeSpan.Zero) : null;

    /// <summary>As a day.</summary>
    public DateOnly? Day => IsGiven ? DateOnly.FromDayNumber((int)Number) : null;
}

/// <summary>A row as a file or a message tells it, normalised.</summary>
/// <param name="Line">Its place.</param>
/// <param name="Part">Which of the rows of its line, from 0: a line that names several clients is a row of each.</param>
/// <param name="Values">In the order of <see cref="Fact.Fields"/>.</param>
public sealed record FactRow(long Line, int Part, FactValue[] Values)
{
    private const int PartBits = 6;

    /// <summary>Rows of one line, at most.</summary>
    internal const int MostOfALine = 1 << PartBits;

    /// <summary>Its place among all rows of its file: the line, then which of the line's rows.</summary>
    internal long Place => (Line << PartBits) | (long)Part;

    /// <summary>The line of a place.</summary>
    internal static long LineOf(long place) => place >> PartBits;
}
