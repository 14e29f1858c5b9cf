using ClientVitals.Sources;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Calls.Previews;

/// <summary>What an import of a file would come to, found out without importing it. The same facts for page, command line and JSON.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Source">Under which it would be imported.</param>
/// <param name="Headers">Its column names.</param>
/// <param name="Columns">For each column, what it is read as and what is in it.</param>
public sealed record CallPreview(string File, string Source, IReadOnlyList<string> Headers, IReadOnlyList<ColumnReading> Columns)
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

    /// <summary>About how many there are in all, by the bytes; the same as <see cref="Lines"/> where those were all, null where nobody can tell.</summary>
    public long? AboutLines { get; init; }

    /// <summary>Calls in the lines: a line that names several clients is a call of each.</summary>
    public long Calls { get; init; }

    /// <summary>Those of them that will count for a client.</summary>
    public long Counting { get; init; }

    /// <summary>Lines that are refused.</summary>
    public long Rejected { get; init; }

    /// <summary>Why others will not count: kept and refused ones, the most frequent first.</summary>
    public IReadOnlyList<NotCounting> NotCounting { get; init; } = [];

    /// <summary>How times are read, each in a sentence with an example.</summary>
    public IReadOnlyList<TimeExample> Times { get; init; } = [];

    /// <summary>Values that are words, and what each is read as.</summary>
    public IReadOnlyList<ColumnValues> Values { get; init; } = [];

    /// <summary>How lengths are read; null = the file has none.</summary>
    public LengthReading? Length { get; init; }

    /// <summary>Own and test addresses in it.</summary>
    public IReadOnlyList<OwnAddress> Own { get; init; } = [];

    /// <summary>What would change; null = not known.</summary>
    public IntakeComparison? Comparison { get; init; }

    /// <summary>Why that is not known; null = it is.</summary>
    public Sentence? ComparisonMissing { get; init; }

    /// <summary>What else a reader should know.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>The first calls as they are read.</summary>
    public IReadOnlyList<CallRow> First { get; init; } = [];
}

/// <summary>A column of the file.</summary>
/// <param name="Header">Its name.</param>
/// <param name="Field">The word of the field it is read as; null = it is not read.</param>
/// <param name="Examples">Its values on the first lines.</param>
public sealed record ColumnReading(string Header, string? Field, IReadOnlyList<string> Examples);

/// <summary>Calls that will not count, for one reason.</summary>
/// <param name="Reason">In words.</param>
/// <param name="Calls">How many.</param>
/// <param name="IsKept">Whether they are kept all the same; else their lines are refused.</param>
/// <param name="Line">The first such line.</param>
/// <param name="Example">The text there, shortened.</param>
public sealed record NotCounting(Sentence Reason, long Calls, bool IsKept, long Line, string? Example);

/// <summary>A time of the file and the moment that it is.</summary>
/// <param name="Text">As it is written there.</param>
/// <param name="Line">Where.</param>
/// <param name="Sentence">What it is read as, and why.</param>
public sealed record TimeExample(string Text, long Line, Sentence Sentence);

/// <summary>A column whose values are words.</summary>
/// <param name="Column">Which, from 1.</param>
/// <param name="Field">The word of its field: status, channel, direction, outcome.</param>
/// <param name="Different">Different values; the rarest are not listed.</param>
/// <param name="Values">The most frequent first, unknown ones before known ones.</param>
/// <param name="Meanings">What a value can mean.</param>
public sealed record ColumnValues(int Column, string Header, string Field, int Different, IReadOnlyList<ValueReading> Values, IReadOnlyList<string> Meanings);

/// <summary>A value and what it is read as.</summary>
/// <param name="Value">As the file writes it.</param>
/// <param name="Lines">How often.</param>
/// <param name="Meaning">In our words: COMPLETED; "ignored" where it changes nothing.</param>
/// <param name="IsKnown">Whether that is known; else it is kept as UNKNOWN or OTHER.</param>
/// <param name="Chosen">What somebody chose; null = nobody did.</param>
/// <param name="Suggestion">What an unknown one probably means; null = no idea.</param>
public sealed record ValueReading(string Value, long Lines, string Meaning, bool IsKnown, string? Chosen, string? Suggestion);

/// <summary>How lengths of calls are read.</summary>
/// <param name="Unit">What a bare number counts: seconds.</param>
/// <param name="IsChosen">Whether somebody chose it.</param>
/// <param name="Sentence">An example, and why.</param>
/// <param name="Suggestion">Another unit that fits the numbers better; null = none does.</param>
public sealed record LengthReading(string Header, string Unit, bool IsChosen, Sentence Sentence, string? Suggestion);

/// <summary>An address of our own, or one that may be.</summary>
/// <param name="Address">In its one form.</param>
/// <param name="Calls">Calls of the file with it as the client.</param>
/// <param name="IsListed">Whether it is on the list of own and test addresses; else it only looks like one.</param>
/// <param name="Why">What it is taken for.</param>
public sealed record OwnAddress(string Address, long Calls, bool IsListed, Sentence Why);
