using System.Text;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Calls;

/// <summary>
/// Calls as they arrive, in a file or as named values: finds the columns and the order of day and month, gives the calls one by one and
/// turns what is no call into a <see cref="Reject"/>. Knows no database: the import, check and replay read through it alike.
/// </summary>
public sealed class CallFile : Incoming<CallRow>
{
    /// <summary>Lines looked at to see whether the file's dates leave the order of day and month open.</summary>
    private const int SampleLines = 1000;

    private const int SampleBytes = 4 << 20;

    private readonly CallFileOptions _options;
    private CallRowReader? _reader;
    private readonly List<ReadingNote> _timeNotes = [];
    private readonly FileEvidence? _evidence;

    private CallFile(SourceFile file, CallFileOptions options)
        : base(file)
    {
        try
        {
            Columns = CallColumns.Of(file.Name, Records.Headers, options.Map, options.Words, options.LengthUnit?.Seconds());
            options = InTitleZone(Lines!, options);
            _evidence = new FileEvidence(Columns);
            _options = Asked(Lines!, options);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private CallFile(string name, NamedValues values, CallFileOptions options)
        : base(name, values)
    {
        // Our own words mean themselves, whatever else a column of that name might be in some export.
        var own = values.Headers.Where(CallColumns.FieldWords.Contains).ToDictionary(word => word, word => word, StringComparer.Ordinal);
        Columns = CallColumns.Of(name, values.Headers, own, options.Words);
        _options = options.DateOrder == DateOrder.Unknown ? options with { DateOrder = FindDateOrder(values, options) } : options;
    }

    /// <summary>
    /// Opens a file by its path ("-" = standard input). Throws <see cref="PlainError"/>: no such file, no column for the client
    /// or the time, the order of day and month cannot be told.
    /// </summary>
    public static CallFile Open(string path, CallFileOptions options, Stream? standardInput = null) =>
        new(SourceFile.At(path, standardInput, options.Form()), options);

    /// <summary>Opens what is already in memory.</summary>
    public static CallFile Of(string name, byte[] bytes, CallFileOptions options) => new(SourceFile.Of(name, bytes, options.Form()), options);

    /// <summary>Opens a file that was kept with its delivery. Throws as <see cref="Open"/>.</summary>
    public static CallFile Of(KeptFile kept, CallFileOptions options)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(options);
        return new(SourceFile.Of(kept, options.Form()), options);
    }

    /// <summary>As <see cref="Of(string, byte[], CallFileOptions)"/>.</summary>
    public static CallFile Of(string name, string text, CallFileOptions options) => Of(name, Encoding.UTF8.GetBytes(text), options);

    /// <summary>Calls that came as named values, each by column name or field word.</summary>
    /// <exception cref="PlainError">Nothing names the client or the time.</exception>
    public static CallFile Of(string name, IReadOnlyList<IReadOnlyDictionary<string, string?>> calls, CallFileOptions options)
    {
        var values = new NamedValues(calls);
        try
        {
            return new(name, values, options);
        }
        catch (PlainError missing)
        {
            throw new PlainError(
                $"These are not calls: one value must name the client (client_email or client_phone) and one the start (started_at); what is named is {(values.Headers.Count == 0 ? "nothing" : string.Join(", ", values.Headers.Take(20)))}.", missing);
        }
    }

    public CallColumns Columns { get; }

    /// <summary>The column names as written; their numbers where the file has none.</summary>
    public IReadOnlyList<string> Headers => Records.Headers;

    /// <summary>What names the source: given, or what the file looks like.</summary>
    public override string Source => _options.Source ?? Columns.SourceName;

    public override IReadOnlyList<ReadingNote> Notes =>
        [.. _options.Notes, .. (Lines?.Notes ?? []).Select(note => new ReadingNote(note)), .. FileNotes, .. _timeNotes, .. Columns.Notes, .. _evidence?.Notes(Records.Headers) ?? [], .. _reader?.Notes ?? []];

    public override IReadOnlyList<string> Fields =>
        [.. Enum.GetValues<CallField>().Where(one => Columns[one] >= 0).Select(one => CallColumns.FieldWords[(int)one])];

    public override IReadOnlyCollection<string> OwnNumbers => _reader?.OwnNumbers ?? [];

    public override bool HasOtherIds => _reader?.HasLegIds == true;

    /// <summary>The order of day and month that the file showed or that was given; unknown where its dates leave nothing open.</summary>
    public DateOrder DateOrder => _options.DateOrder;

    /// <summary>What a bare number in the duration counts, in seconds.</summary>
    public double DurationUnitSeconds => _evidence?.DurationUnit ?? Columns.DurationUnitSeconds;

    /// <summary>Whether that is a guess from the numbers themselves.</summary>
    public bool DurationUnitIsGuessed => _evidence?.DurationUnit is not null;

    protected override CallRow? Read(out string? reason) =>
        (_reader ??= new CallRowReader(Records, Columns, _options, Account, Source, _evidence)).Read(out reason);

    protected override CallRow? Further() => _reader!.Further();

    protected override int Weight(CallRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Notes?.Length ?? 0;
    }

    /// <summary>The zone that a line above the column names gives holds for times that give none.</summary>
    private CallFileOptions InTitleZone(CsvRows rows, CallFileOptions options)
    {
        if (options.ZoneIsChosen || TitleZone.Of(rows.Titles) is not { } title)
            return options;
        _timeNotes.Add(new($"times without a zone are read as {title.Zone.Id}, as a line above the column names says: \"{title.Words}\""));
        return options with { Zone = title.Zone };
    }

    /// <summary>What the first lines show together; the whole file is asked where they leave a question open.</summary>
    private CallFileOptions Asked(CsvRows rows, CallFileOptions options)
    {
        var dates = new DateEvidence(options.Now);
        for (var i = 0; i < SampleLines && rows.TextRead < SampleBytes && rows.Read(); i++)
        {
            dates.Add(rows, Columns.Moments, options.Zone);
            _evidence!.Add(rows);
        }
        var orderIsOpen = options.DateOrder == DateOrder.Unknown && dates.IsQuestion;
        if (orderIsOpen || _evidence!.Legs is not null)
        {
            rows.StartAgain(andAgain: true);
            dates = new DateEvidence(options.Now);
            while (rows.Read())
            {
                dates.Add(rows, Columns.Moments, options.Zone);
                _evidence!.Legs?.Add(rows, Columns);
            }
        }
        rows.StartAgain(andAgain: false);
        _evidence!.Decide();
        return options.DateOrder == DateOrder.Unknown ? options with { DateOrder = Decide(dates, options.Zone) } : options;
    }

    private DateOrder FindDateOrder(NamedValues values, CallFileOptions options)
    {
        var evidence = new DateEvidence(options.Now);
        while (values.Read())
            evidence.Add(values, Columns.Moments, options.Zone);
        values.StartAgain();
        return Decide(evidence, options.Zone);
    }

    private DateOrder Decide(DateEvidence evidence, BusinessZone zone)
    {
        if (evidence.HasDayNumbers)
            _timeNotes.Add(new($"times such as 45964.375 are read as a spreadsheet's numbers of days: 2025-11-03 09:00"));
        if (evidence.Zoned is { } zoned)
            _timeNotes.Add(new($"times name their own zone, such as \"{zoned}\", and are read in it"));
        var order = evidence.Decide(Name, Records.Headers[Columns[CallField.StartedAt]], zone);
        if (evidence.Guess is { } guess)
            _timeNotes.Add(guess);
        return order;
    }
}
