using ClientVitals.Sources.Intake;

namespace ClientVitals.Sources.Facts;

/// <summary>What an import of a file would come to, found out without importing it. The same facts for page, command line and JSON.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Source">Under which it would be imported.</param>
/// <param name="Columns">For each column, what it is read as and what is in it.</param>
public sealed record FactPreview(string File, string Source, IReadOnlyList<FactPreview.Column> Columns)
{
    /// <summary>Why it cannot be read so, in a sentence for a page; null = it can. Then the rest is empty.</summary>
    public Sentence? Trouble { get; init; }

    /// <summary>The same for a command line: with the option that helps.</summary>
    public string? TroubleInCommand { get; init; }

    /// <summary>What is to be chosen before it can be read: columns, date_order; null = nothing in particular.</summary>
    public string? ToChoose { get; init; }

    /// <summary>Lines looked at that hold something.</summary>
    public long Lines { get; init; }

    /// <summary>Whether those were all.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Rows in the lines.</summary>
    public long Rows { get; init; }

    /// <summary>Lines that are refused.</summary>
    public long Rejected { get; init; }

    /// <summary>Why they are, the most frequent first.</summary>
    public IReadOnlyList<Refusal> Refused { get; init; } = [];

    /// <summary>How many rows there are of each word, by field: <c>status</c>, then ATTENDED.</summary>
    public IReadOnlyList<Counted> Counts { get; init; } = [];

    /// <summary>Values that are words, and what each is read as.</summary>
    public IReadOnlyList<Values> Words { get; init; } = [];

    /// <summary>A moment as the file writes it, and as it is read; null = it has none.</summary>
    public string? Time { get; init; }

    /// <summary>What would change; null = not known.</summary>
    public IntakeComparison? Comparison { get; init; }

    /// <summary>Why that is not known; null = it is.</summary>
    public string? ComparisonMissing { get; init; }

    /// <summary>What else a reader should know.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>The first rows as they are read, each value by the word of its field.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> First { get; init; } = [];

    /// <summary>A column of the file.</summary>
    /// <param name="Header">Its name.</param>
    /// <param name="Field">The word of the field it is read as; null = it is not read.</param>
    /// <param name="Examples">Its values on the first lines.</param>
    public sealed record Column(string Header, string? Field, IReadOnlyList<string> Examples);

    /// <summary>Lines that are refused for one reason.</summary>
    /// <param name="Line">The first such line.</param>
    /// <param name="Example">The text there, shortened.</param>
    public sealed record Refusal(string Reason, long Lines, long Line, string? Example);

    /// <summary>Rows of one word.</summary>
    public sealed record Counted(string Field, string Word, long Rows);

    /// <summary>A column whose values are words.</summary>
    /// <param name="Number">Which, from 1.</param>
    /// <param name="Read">The most frequent first, unknown ones before known ones.</param>
    /// <param name="Meanings">What a value can mean.</param>
    public sealed record Values(int Number, string Header, string Field, int Different, IReadOnlyList<Value> Read, IReadOnlyList<string> Meanings);

    /// <summary>A value and what it is read as.</summary>
    /// <param name="Text">As the file writes it.</param>
    /// <param name="Meaning">In our words; null = it says nothing.</param>
    /// <param name="IsKnown">Whether the word is known.</param>
    /// <param name="Suggestion">What it could mean, of one that is not; null = no idea.</param>
    public sealed record Value(string Text, long Lines, string? Meaning, bool IsKnown, string? Suggestion);
}
