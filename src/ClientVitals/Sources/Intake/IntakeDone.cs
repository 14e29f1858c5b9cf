namespace ClientVitals.Sources.Intake;

/// <summary>What became of a delivery. Always: read = added + unchanged + corrected + rejected.</summary>
/// <param name="File">The file's name; what the delivery is called.</param>
/// <param name="Source">What names the source on clients made and on the source's own ids.</param>
/// <param name="Read">Records that hold something.</param>
/// <param name="Added">New rows.</param>
/// <param name="Unchanged">Rows already there as they came; also records that a later one of the delivery repeats.</param>
/// <param name="Corrected">Rows already there that changed; also records that a later one of the delivery corrects.</param>
/// <param name="Rejected">Records that cannot be used.</param>
/// <param name="Unmatched">Rows of this delivery, among the first three, that are unmatched.</param>
/// <param name="ClientsMade">Clients whom nobody knew before.</param>
/// <param name="NowMatched">Rows from earlier deliveries that found their client through this one's addresses.</param>
/// <param name="BlankLines">Lines with nothing on them; not read.</param>
/// <param name="Delivery">The number of its row in deliveries.</param>
public sealed record IntakeDone(
    string File,
    string Source,
    long Read,
    long Added,
    long Unchanged,
    long Corrected,
    long Rejected,
    long Unmatched,
    long ClientsMade,
    long NowMatched,
    long BlankLines,
    long Delivery)
{
    /// <summary>Lines of the file that hold something: fewer than read where one names several clients, and so is a row of each.</summary>
    public long Lines { get; init; }

    /// <summary>Rejected records by reason.</summary>
    public IReadOnlyList<(string Reason, long Lines)> Reasons { get; init; } = [];

    /// <summary>Words kept as UNKNOWN, not counted.</summary>
    public IReadOnlyList<(string Field, string Word, long Lines)> UnknownWords { get; init; } = [];

    /// <summary>What a reader should know about the columns.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];
}

/// <summary>How far an import is.</summary>
/// <param name="Step">What is being done, in a word or two.</param>
/// <param name="Lines">Records read.</param>
/// <param name="BytesRead">Bytes of the file read, as it lies there.</param>
/// <param name="Bytes">Its size in bytes; null where nobody knows.</param>
public sealed record ImportProgress(string Step, long Lines, long BytesRead, long? Bytes);
