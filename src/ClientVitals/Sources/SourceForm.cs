namespace ClientVitals.Sources;

/// <summary>What somebody says about a file before it is opened; what nobody says is found out.</summary>
public sealed record SourceForm
{
    /// <summary>Name of the encoding of its letters, such as windows-1252; null = by its bytes.</summary>
    public string? Encoding { get; init; }

    /// <summary>Name or number (from 1) of the sheet of a workbook; null = the first one that has the column names.</summary>
    public string? Sheet { get; init; }

    /// <summary>Whether its bytes are copied as they are read, to be kept with the delivery.</summary>
    public bool IsCopied { get; init; }

    /// <summary>Says of a line near the beginning, given as its fields, whether it holds the column names. Null = the first line does.</summary>
    public Func<IReadOnlyList<string>, FirstLine>? Judge { get; init; }
}

/// <summary>What a line near the beginning of a file is.</summary>
public enum FirstLineKind
{
    /// <summary>Neither: a title, a period, a date of printing.</summary>
    Other,

    /// <summary>The column names.</summary>
    Names,

    /// <summary>A record already: the file has no line of column names.</summary>
    Record,
}

/// <summary>As <see cref="FirstLineKind"/>.</summary>
/// <param name="Names">For a record: what its columns are called.</param>
/// <param name="Note">For a record: what a reader should know.</param>
public readonly record struct FirstLine(FirstLineKind Kind, IReadOnlyList<string>? Names = null, Sentence? Note = null);
