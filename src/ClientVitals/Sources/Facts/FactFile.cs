using ClientVitals.Settings;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Sources.Facts;

/// <summary>
/// Rows of a fact as they arrive, in a file or as named values: finds the columns and the order of day and month, gives the rows one by one and
/// turns what is not one into a <see cref="Reject"/>. Knows no database.
/// </summary>
public sealed class FactFile : Incoming<FactRow>
{
    /// <summary>Lines looked at to see whether the file's dates leave the order of day and month open.</summary>
    private const int SampleLines = 1000;

    private const int SampleBytes = 4 << 20;

    private readonly Fact _fact;
    private readonly Identity _identity;
    private readonly FactReading _options;
    private readonly List<ReadingNote> _timeNotes = [];
    private FactRowReader? _reader;

    private FactFile(Identity identity, SourceFile file, FactReading options)
        : base(file)
    {
        (_fact, _identity) = (options.Fact, identity);
        try
        {
            Columns = FactColumns.Of(_fact, file.Name, Records.Headers, options.Map, options.Words);
            options = InTitleZone(Lines!, options);
            _options = options.DateOrder == DateOrder.Unknown ? options with { DateOrder = FindDateOrder(Lines!, options) } : options;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private FactFile(Identity identity, string name, NamedValues values, FactReading options)
        : base(name, values)
    {
        (_fact, _identity) = (options.Fact, identity);
        // Our own words mean themselves, whatever else a column of that name might be in some export.
        var own = values.Headers.Where(_fact.FieldWords.Contains).ToDictionary(word => word, word => word, StringComparer.Ordinal);
        Columns = FactColumns.Of(_fact, name, values.Headers, own, options.Words);
        _options = options.DateOrder == DateOrder.Unknown ? options with { DateOrder = FindDateOrder(values, options) } : options;
    }

    /// <summary>
    /// Opens a file by its path ("-" = standard input). Throws <see cref="PlainError"/>: no such file, a column is missing, the order of day and
    /// month cannot be told.
    /// </summary>
    public static FactFile Open(Identity identity, string path, FactReading options, Stream? standardInput = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(identity, SourceFile.At(path, standardInput, options.Form()), options);
    }

    /// <summary>Opens what is already in memory.</summary>
    public static FactFile Of(Identity identity, string name, byte[] bytes, FactReading options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(identity, SourceFile.Of(name, bytes, options.Form()), options);
    }

    /// <summary>Opens a file that was kept with its delivery. Throws as <see cref="Open"/>.</summary>
    internal static FactFile Of(Identity identity, KeptFile kept, FactReading options) => new(identity, SourceFile.Of(kept, options.Form()), options);

    /// <summary>Rows that came as named values, each by column name or field word.</summary>
    /// <exception cref="PlainError">Nothing names the client, or what the fact requires.</exception>
    public static FactFile Of(Identity identity, string name, IReadOnlyList<IReadOnlyDictionary<string, string?>> rows, FactReading options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var values = new NamedValues(rows);
        try
        {
            return new(identity, name, values, options);
        }
        catch (PlainError missing)
        {
            var fact = options.Fact;
            var needed = string.Join(", ", fact.Fields.Where(field => field.Required is not null).Select(field => field.Word));
            throw new PlainError(
                $"These are not {fact.Name}: one value must name the client (client_email, client_phone or client_key){(needed.Length > 0 ? $" and each needs {needed}" : "")}; what is named is {(values.Headers.Count == 0 ? "nothing" : string.Join(", ", values.Headers.Take(20)))}.", missing);
        }
    }

    public FactColumns Columns { get; }

    /// <summary>The column names as written; their numbers where the file has none.</summary>
    public IReadOnlyList<string> Headers => Records.Headers;

    /// <summary>What names the source: given, or what the file looks like.</summary>
    public override string Source => _options.Source ?? FactColumns.SourceOf(_fact, Records.Headers);

    public override IReadOnlyList<ReadingNote> Notes =>
        [.. _options.Notes, .. (Lines?.Notes ?? []).Select(note => new ReadingNote(note)), .. FileNotes, .. _timeNotes, .. Columns.Notes, .. _reader?.Notes ?? []];

    public override IReadOnlyList<string> Fields =>
        [.. Enumerable.Range(0, _fact.Fields.Count).Where(one => Columns[one] >= 0).Select(one => _fact.Fields[one].Word)];

    /// <summary>The order of day and month that the file showed or that was given; unknown where its dates leave nothing open.</summary>
    public DateOrder DateOrder => _options.DateOrder;

    /// <summary>How it is read, with what the file itself showed.</summary>
    internal FactReading Reading => _options;

    protected override FactRow? Read(out string? reason) =>
        (_reader ??= new FactRowReader(Records, _fact, Columns, _options, Account, _identity)).Read(out reason);

    protected override FactRow? Further() => _reader!.Further();

    /// <summary>The zone that a line above the column names gives holds for times that give none.</summary>
    private FactReading InTitleZone(CsvRows rows, FactReading options)
    {
        if (options.ZoneIsChosen || TitleZone.Of(rows.Titles) is not { } title)
            return options;
        _timeNotes.Add(new($"times without a zone are read as {title.Zone.Id}, as a line above the column names says: \"{title.Words}\""));
        return options with { Zone = title.Zone };
    }

    /// <summary>What the first lines show together; the whole file is asked where they leave the question open.</summary>
    private DateOrder FindDateOrder(CsvRows rows, FactReading options)
    {
        var dates = new DateEvidence(options.Now);
        for (var i = 0; i < SampleLines && rows.TextRead < SampleBytes && rows.Read(); i++)
            dates.Add(rows, Columns.Dates, options.Zone);
        if (dates.IsQuestion)
        {
            rows.StartAgain(andAgain: true);
            dates = new DateEvidence(options.Now);
            while (rows.Read())
                dates.Add(rows, Columns.Dates, options.Zone);
        }
        rows.StartAgain(andAgain: false);
        return Decide(dates, options.Zone);
    }

    private DateOrder FindDateOrder(NamedValues values, FactReading options)
    {
        var dates = new DateEvidence(options.Now);
        while (values.Read())
            dates.Add(values, Columns.Dates, options.Zone);
        values.StartAgain();
        return Decide(dates, options.Zone);
    }

    private DateOrder Decide(DateEvidence evidence, BusinessZone zone)
    {
        if (evidence.HasDayNumbers)
            _timeNotes.Add(new(Sentence.Of("times such as 45964.375 are read as a spreadsheet's numbers of days: 2025-11-03 09:00")));
        if (evidence.Zoned is { } zoned)
            _timeNotes.Add(new($"times name their own zone, such as \"{zoned}\", and are read in it"));
        var order = evidence.Decide(Name, Columns[_fact.At] is var at and >= 0 ? Records.Headers[at] : _fact.At, zone);
        if (evidence.Guess is { } guess)
            _timeNotes.Add(guess);
        return order;
    }
}
