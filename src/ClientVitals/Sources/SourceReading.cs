using ClientVitals.Settings;

namespace ClientVitals.Sources;

/// <summary>How a file, or what came as named values, is read.</summary>
/// <param name="Now">The present moment.</param>
/// <param name="Zone">Zone of times for which the file names none: neither beside them, nor in a column of the row, nor in the name of their column.</param>
public abstract record SourceReading(DateTimeOffset Now, BusinessZone Zone)
{
    /// <summary>Whether somebody chose <see cref="Zone"/>: then it holds over a line above the column names that gives another.</summary>
    public bool ZoneIsChosen { get; init; }

    /// <summary>ISO 3166 region in which numbers without a country code are read.</summary>
    public string PhoneRegion { get; init; } = "AE";

    /// <summary>Order of day, month and year in dates like 03/04/2025 and 25-11-03; unknown = the file must show it.</summary>
    public DateOrder DateOrder { get; init; }

    /// <summary>Column names to field words, beyond the names that are known.</summary>
    public IReadOnlyDictionary<string, string>? Map { get; init; }

    /// <summary>What words mean, beyond those that are known.</summary>
    public IReadOnlyList<TaughtWord> Words { get; init; } = [];

    /// <summary>The name under which the source's own ids are kept; null = what the file looks like.</summary>
    public string? Source { get; init; }

    /// <summary>Name of the encoding of a file's letters, such as windows-1252; null = by its bytes.</summary>
    public string? Encoding { get; init; }

    /// <summary>Name or number of the sheet of a workbook; null = the first one with column names.</summary>
    public string? Sheet { get; init; }

    /// <summary>What a bare number in a length of time counts; null = as the column's name says, else seconds.</summary>
    public LengthUnit? LengthUnit { get; init; }

    /// <summary>What a reader of the account should know about these options: that they are those of last time.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>Whether the file's bytes are kept with the delivery, to be given back or read again.</summary>
    public bool IsKept { get; init; }

    /// <summary>How the file itself is opened.</summary>
    public SourceForm Form() => new() { Encoding = Encoding, Sheet = Sheet, IsCopied = IsKept, Judge = Judge };

    /// <summary>The column names of a file; null = it cannot be read so; opening it says why.</summary>
    public IReadOnlyList<string>? HeadersOf(string path)
    {
        try
        {
            using var file = SourceFile.At(path, form: Form());
            using var rows = new CsvRows(file);
            return rows.Headers;
        }
        catch (PlainError)
        {
            return null;
        }
    }

    /// <summary>Whether a line near the beginning of the file, given as its fields, holds the column names.</summary>
    protected abstract FirstLine Judge(IReadOnlyList<string> fields);
}
