namespace ClientVitals.Sources.Facts;

/// <summary>A field of a fact, as it is declared.</summary>
/// <param name="Word">Its word: of <c>--map</c>, of messages and of the JSON; and the name of its column, where it has one.</param>
/// <param name="Kind">How it is read.</param>
/// <param name="Names">Names that exports give its column, the more telling first, reduced to letters and digits, divided by blanks.</param>
public sealed record FactField(string Word, FactKind Kind, string Names = "")
{
    /// <summary>What it is, in a sentence, where a row cannot be without it: <c>the start of the session</c>. Null = it may be missing.</summary>
    public string? Required { get; init; }

    /// <summary>The vocabulary of a <see cref="FactKind.Word"/>.</summary>
    public FactWords? Words { get; init; }

    /// <summary>Of a clock time: the field that holds the date.</summary>
    public string? Of { get; init; }

    /// <summary>What it tells about another field, besides or instead of being one itself; null = nothing.</summary>
    public FactTelling? Tells { get; init; }

    /// <summary>Whether it is only read, to find out something else, and no row keeps it.</summary>
    public bool IsOnlyRead { get; init; }

    /// <summary>What a bare number of a length counts, in minutes.</summary>
    public double Unit { get; init; } = 1;

    /// <summary>Whether rows keep it in a column of its own beside those that every fact has.</summary>
    public bool IsKept => !IsOnlyRead && Kind is FactKind.Text or FactKind.Name or FactKind.Key or FactKind.Moment or FactKind.Day or FactKind.Minutes
        or FactKind.Whole or FactKind.Money or FactKind.Flag or FactKind.Word;

    /// <summary>Names of its column.</summary>
    internal IReadOnlyList<string> AllNames { get; } = [.. Names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(WordKey.Of(Word)).Distinct()];

    /// <summary>Whether dates in it leave the order of day and month open.</summary>
    internal bool HasDates => Kind is FactKind.Moment or FactKind.Day or FactKind.Modified;
}

/// <summary>
/// What a field tells about a word of another: a column "Late cancel" with a yes says that the status is LATE_CANCELLED. Of several that say
/// yes the one declared last holds, also over the word itself; a no counts only where nothing else says anything.
/// </summary>
/// <param name="Field">The word of the other field.</param>
/// <param name="Yes">Its word where this one says yes, or holds a moment.</param>
/// <param name="No">Its word where this one says no; null = that says nothing.</param>
/// <param name="At">The field that this one's moment is put into, where it holds one and that is empty; null = none.</param>
public sealed record FactTelling(string Field, string Yes, string? No = null, string? At = null);
