using ClientVitals.Settings;

namespace ClientVitals.Sources.Facts;

/// <summary>A file has no column that is known as what every row must have.</summary>
/// <param name="message">The sentence for a command line.</param>
/// <param name="what">What is missing, in words.</param>
/// <param name="found">The columns that are known.</param>
public sealed class MissingFactColumn(Sentence message, Sentence what, FactColumns found)
    : ReadingError(message, $"No column was recognised as {what}: choose it below.")
{
    public FactColumns Found => found;
}

/// <summary>
/// Which column of a file holds which field of a fact: by <c>--map</c>, else by the names that exports use, the more telling name first.
/// Case, spaces and punctuation of names do not matter.
/// </summary>
public sealed partial class FactColumns
{
    private readonly Fact _fact;
    private readonly int[] _at;
    private readonly string[] _cores;
    private readonly BusinessZone?[] _zones;
    private readonly double[] _units;
    private readonly Dictionary<int, Dictionary<string, string>> _taught = [];
    private IReadOnlyList<int>? _dates;

    private FactColumns(Fact fact, int[] at, IReadOnlyList<string> headers, ColumnZone[] zones, string[] cores, IReadOnlyList<ReadingNote> notes)
    {
        _fact = fact;
        _at = at;
        _cores = cores;
        _zones = [.. zones.Select(one => one.Zone)];
        _units = [.. fact.Fields.Select((field, place) => field.Kind == FactKind.Minutes && at[place] >= 0 ? UnitOf(headers[at[place]], field) : 1)];
        Notes = notes;
    }

    /// <summary>The column of a field, by the field's place; −1 when the file has none.</summary>
    public int this[int field] => _at[field];

    /// <summary>The column of a field, by its word; −1 when the file has none.</summary>
    public int this[string field] => _fact.Find(field) is var at and >= 0 ? _at[at] : -1;

    /// <summary>What a reader should know about the columns.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; }

    /// <summary>The zone that the name of a field's column gives; null = none.</summary>
    internal BusinessZone? ZoneOf(int field) => _at[field] is var at and >= 0 ? _zones[at] : null;

    /// <summary>What a bare number in a field counts, in minutes, as its column's name says.</summary>
    internal double UnitOf(int field) => _units[field];

    /// <summary>What somebody taught about the words of a field.</summary>
    internal string? Taught(int field, string text) => _taught.GetValueOrDefault(field)?.GetValueOrDefault(TaughtWord.Key(text));

    /// <summary>The columns whose dates leave the order of day and month open.</summary>
    internal IReadOnlyList<int> Dates => _dates ??= [.. Enumerable.Range(0, _at.Length).Where(one => _fact.Fields[one].HasDates && _at[one] >= 0).Select(one => _at[one]).Distinct()];

    /// <summary>The system whose export columns of these names look like; "file" when it could be any.</summary>
    internal static string SourceOf(Fact fact, IReadOnlyList<string> headers)
    {
        var cores = headers.Select(header => KnownNames.CoreOf(ColumnZone.Of(header).Name, fact.Names)).ToHashSet(StringComparer.Ordinal);
        return fact.Sources.FirstOrDefault(one => one.Columns.Split(' ').All(cores.Contains)).Source ?? "file";
    }

    /// <summary>Finds the columns.</summary>
    /// <param name="fact">What the file holds.</param>
    /// <param name="file">The file's name, for the sentence.</param>
    /// <param name="headers">The column names as written.</param>
    /// <param name="map">Column name, or "#3" for the third, to field word.</param>
    /// <param name="words">What words mean.</param>
    /// <exception cref="PlainError">
    /// No column names the client or what is required, <paramref name="map"/> names a column or field that is not there, or a word is taught of
    /// a column that is not read.
    /// </exception>
    public static FactColumns Of(
        Fact fact, string file, IReadOnlyList<string> headers, IReadOnlyDictionary<string, string>? map, IReadOnlyList<TaughtWord>? words = null)
    {
        ArgumentNullException.ThrowIfNull(fact);
        ArgumentNullException.ThrowIfNull(headers);
        var at = NoColumns(fact);
        var taken = new HashSet<int>();
        foreach (var (column, word) in map ?? new Dictionary<string, string>())
        {
            var field = FieldOf(fact, word);
            if (field < 0)
                throw new ReadingError(
                    $"'{word}' in --map {column}={word} is not a field; use one of: {string.Join(", ", fact.FieldWords)}.",
                    $"“{word}” in {column}={word} is not a field; use one of: {string.Join(", ", fact.FieldWords)}.");
            var index = ColumnOf(headers, column);
            if (index < 0)
                throw new PlainError($"{file} has no column '{column}'; its columns are {Listed(headers)}.");
            at[field] = index;
            taken.Add(index);
        }
        var zones = headers.Select(ColumnZone.Of).ToArray();
        var cores = zones.Select(zone => KnownNames.CoreOf(zone.Name, fact.Names)).ToArray();
        var notes = new List<ReadingNote>();
        Find(fact, headers, zones, cores, at, taken, notes);
        var columns = new FactColumns(fact, at, headers, zones, cores, notes);
        SayZones(fact, headers, zones, at, notes);
        if (columns.Unread(headers) is { Count: > 0 } unread)
            notes.Add(new($"ignored: {Listed(unread)}", Sentence.Of("--map COLUMN=FIELD reads one"), Sentence.Of("to read one, say under “Columns” what it holds")));
        columns.Require(file, headers);
        foreach (var word in words ?? [])
            columns.Learn(file, headers, word);
        return columns;
    }

    private static int[] NoColumns(Fact fact)
    {
        var at = new int[fact.Fields.Count];
        Array.Fill(at, -1);
        return at;
    }

    private void Learn(string file, IReadOnlyList<string> headers, TaughtWord word)
    {
        var index = ColumnOf(headers, word.Column);
        if (index < 0 && FieldOf(_fact, word.Column) is var own and >= 0)
            index = _at[own];
        if (index < 0)
            throw new ReadingError(
                $"{file} has no column '{word.Column}', which --value names; its columns are {Listed(headers)}.",
                $"{file} has no column '{word.Column}', for which you said what “{word.Word}” means; its columns are {Listed(headers)}.");
        var field = Array.FindIndex(_at, one => one == index);
        if (field < 0 || MeaningsOf(field).Count == 0)
            throw new ReadingError(
                $"'{headers[index]}' is not read as words, so --value has no effect on it; say with --map what it is ({string.Join(", ", _fact.Fields.Where(one => one.Words is not null).Select(one => one.Word))}).",
                $"'{headers[index]}' is not read as words, so a meaning of its words has no effect; say what it is under “Columns” too.");
        if (MeaningsOf(field).FirstOrDefault(one => WordKey.Of(one) == WordKey.Of(word.Meaning)) is not { } meaning)
            throw new PlainError($"'{word.Meaning}' is not a {_fact.Fields[field].Tells?.Field ?? _fact.Fields[field].Word}, which '{headers[index]}' is read as; use one of: {string.Join(", ", MeaningsOf(field))}.");
        if (!_taught.TryGetValue(field, out var words))
            _taught[field] = words = new(StringComparer.Ordinal);
        words[TaughtWord.Key(word.Word)] = meaning;
    }

    /// <summary>What a value of a field can mean: words of its own vocabulary, or of the one that it tells about.</summary>
    internal IReadOnlyList<string> MeaningsOf(int field) => WordsOf(field)?.Meanings ?? [];

    internal FactWords? WordsOf(int field) =>
        _fact.Fields[field].Words ?? (_fact.Fields[field].Tells is { } told ? _fact.Fields[_fact.Find(told.Field)].Words : null);

    /// <summary>The columns that no field is read from; not those of which another by the same name is read.</summary>
    private List<string> Unread(IReadOnlyList<string> headers)
    {
        var read = _at.Where(index => index >= 0).Select(index => _cores[index]).ToHashSet(StringComparer.Ordinal);
        return [.. headers.Where((header, index) => header.Length > 0 && !_at.Contains(index) && !read.Contains(_cores[index]))];
    }

    private void Require(string file, IReadOnlyList<string> headers)
    {
        if (!HasClient(_fact, _at))
            throw new MissingFactColumn($"{file} does not say whose the {_fact.Name} are: no column is known as the client's e-mail, phone or id. Its columns: {Listed(headers)}. Say which it is: --map COLUMN=client_email, --map COLUMN=client_phone or --map COLUMN=client_key; if the first line is a {_fact.One} already, by number: --map \"#1=client_email\".", Sentence.Of("the client's e-mail, phone or id"), this);
        for (var field = 0; field < _at.Length; field++)
        {
            if (_fact.Fields[field].Required is { } what && _at[field] < 0)
                throw new MissingFactColumn($"{file} does not say {what}: no column is known as it. Its columns: {Listed(headers)}. Say which it is: --map COLUMN={_fact.Fields[field].Word}.", Sentence.Of(what), this);
        }
    }

    /// <summary>The field that a word of <c>--map</c> means; −1 when there is none.</summary>
    private static int FieldOf(Fact fact, string word)
    {
        var core = WordKey.Of(word);
        for (var at = 0; at < fact.Fields.Count; at++)
        {
            if (WordKey.Of(fact.Fields[at].Word) == core)
                return at;
        }
        return -1;
    }

    private static double UnitOf(string header, FactField field)
    {
        var core = WordKey.Of(header);
        foreach (var (end, minutes) in (ReadOnlySpan<(string, double)>)[("milliseconds", 1 / 60_000.0), ("ms", 1 / 60_000.0), ("seconds", 1 / 60.0), ("secs", 1 / 60.0), ("sec", 1 / 60.0), ("hours", 60), ("hrs", 60), ("minutes", 1), ("mins", 1), ("min", 1)])
        {
            if (core.EndsWith(end, StringComparison.Ordinal))
                return minutes;
        }
        return field.Unit;
    }
}
