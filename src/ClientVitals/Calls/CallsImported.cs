namespace ClientVitals.Calls;

/// <summary>What an import did. Always: read = added + unchanged + corrected + rejected.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Source">What names the source on clients made and on the source's own call ids.</param>
/// <param name="Read">Lines that hold something.</param>
/// <param name="Added">New calls.</param>
/// <param name="Unchanged">Calls already there as they came; also lines that a later line of the file repeats.</param>
/// <param name="Corrected">Calls already there that changed; also lines that a later line of the file corrects.</param>
/// <param name="Rejected">Lines that are no call.</param>
/// <param name="Unmatched">Calls of this file, among the first three, that belong to nobody known.</param>
/// <param name="ClientsMade">Clients whom nobody knew before.</param>
/// <param name="NowMatched">Calls from earlier deliveries that found their client through this file's addresses.</param>
/// <param name="BlankLines">Lines with nothing on them; not read.</param>
/// <param name="Delivery">The number of its row in deliveries.</param>
public sealed record CallsImported(
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
    /// <summary>Rejected lines by reason.</summary>
    public IReadOnlyList<(string Reason, long Lines)> Reasons { get; init; } = [];

    /// <summary>Words kept as UNKNOWN, not counted.</summary>
    public IReadOnlyList<(string Field, string Word, long Lines)> UnknownWords { get; init; } = [];

    /// <summary>What a reader should know about the columns.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>How far an import is.</summary>
/// <param name="Step">What is being done, in a word or two.</param>
/// <param name="Lines">Lines read.</param>
/// <param name="BytesRead">Bytes of the file read, as it lies there.</param>
/// <param name="Bytes">Its size in bytes; null where nobody knows.</param>
public sealed record ImportProgress(string Step, long Lines, long BytesRead, long? Bytes);
