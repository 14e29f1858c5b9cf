namespace ClientVitals.Sources;

/// <summary>Records of named fields, one at a time, as UTF-8 spans: the lines of a file, or values that came by the wire.</summary>
public abstract class Records
{
    /// <summary>The column names as written, trimmed.</summary>
    public IReadOnlyList<string> Headers { get; protected set; } = [];

    /// <summary>The present record's place: its line in a file, its place from 1 among values.</summary>
    public long Line { get; protected set; }

    /// <summary>Why the present record cannot be used; null when it can.</summary>
    public string? Trouble { get; protected set; }

    /// <summary>Lines with nothing on them, so far; they are no records.</summary>
    public long BlankLines { get; protected set; }

    /// <summary>The present record as it came.</summary>
    public abstract ReadOnlySpan<byte> Raw { get; }

    /// <summary>A field of the present record; empty when there is no such field.</summary>
    public abstract ReadOnlySpan<byte> this[int field] { get; }

    /// <summary>The next record. False at the end.</summary>
    public abstract bool Read();
}
