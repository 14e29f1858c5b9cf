using System.Text;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>
/// A file of calls: CSV, plain or gzip, or standard input. Streams; each line is either a <see cref="CallRow"/> or a
/// <see cref="Reject"/>. Knows no database: the import, check and replay read through it alike.
/// </summary>
public sealed class CallFile : IDisposable
{
    /// <summary>Lines looked at to see whether the file's dates leave the order of day and month open.</summary>
    private const int SampleLines = 1000;

    private const int SampleBytes = 4 << 20;

    private readonly SourceFile _file;
    private readonly CsvRows _rows;
    private readonly CallFileOptions _options;

    private CallFile(SourceFile file, CallFileOptions options)
    {
        _file = file;
        _rows = new CsvRows(file);
        try
        {
            Columns = CallColumns.Of(file.Name, _rows.Headers, options.Map);
            _options = options.DateOrder == DateOrder.Unknown ? options with { DateOrder = FindDateOrder(options) } : options;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a file by its path ("-" = standard input). Throws <see cref="PlainError"/>: no such file, no column for the client
    /// or the time, the order of day and month cannot be told.
    /// </summary>
    public static CallFile Open(string path, CallFileOptions options, Stream? standardInput = null) =>
        new(SourceFile.At(path, standardInput), options);

    /// <summary>Opens what is already in memory.</summary>
    public static CallFile Of(string name, byte[] bytes, CallFileOptions options) => new(SourceFile.Of(name, bytes), options);

    /// <summary>As <see cref="Of(string, byte[], CallFileOptions)"/>.</summary>
    public static CallFile Of(string name, string text, CallFileOptions options) => Of(name, Encoding.UTF8.GetBytes(text), options);

    public CallColumns Columns { get; }

    public CallAccount Account { get; } = new();

    /// <summary>The file's name, without its folder.</summary>
    public string Name => _file.Name;

    /// <summary>What names the source: given, or what the file looks like.</summary>
    public string Source => _options.Source ?? Columns.SourceName;

    /// <summary>The order of day and month that the file showed or that was given; unknown where its dates leave nothing open.</summary>
    public DateOrder DateOrder => _options.DateOrder;

    /// <summary>Lines with nothing on them.</summary>
    public long BlankLines => _rows.BlankLines;

    /// <summary>Size in bytes; null for standard input.</summary>
    public long? Length => _file.Length;

    /// <summary>Bytes read so far.</summary>
    public long BytesRead => _file.BytesRead;

    /// <summary>Called once <see cref="Rows"/> has come to the file's end, before anything is made of it; what it throws stops the import.</summary>
    public Action? WhenRead { get; set; }

    /// <summary>SHA-256 of the bytes read; of the whole file once <see cref="Rows"/> has come to its end.</summary>
    public string Sha256() => _file.Sha256();

    /// <summary>
    /// The calls, in the file's order; can be walked once. Rejected lines go to <paramref name="rejected"/> as they are met.
    /// Throws <see cref="PlainError"/> when the file breaks off (damaged gzip, disk error).
    /// </summary>
    public IEnumerable<CallRow> Rows(Action<Reject>? rejected = null, CancellationToken cancel = default)
    {
        using var lines = new ReadAhead<Line>(Lines(), Weight);
        foreach (var line in lines.Items(cancel))
        {
            if (line.Row is not null)
                yield return line.Row;
            else
                rejected?.Invoke(line.Reject!);
        }
        WhenRead?.Invoke();
    }

    private IEnumerable<Line> Lines()
    {
        var reader = new CallRowReader(_rows, Columns, _options, Account, Source);
        while (_rows.Read())
        {
            var row = reader.Read(out var reason);
            if (row is not null)
            {
                Account.Accept();
                yield return new Line(row, null);
                continue;
            }
            Account.Reject(reason!);
            yield return new Line(null, new Reject(_rows.Line, reason!, Encoding.UTF8.GetString(_rows.Raw)));
        }
    }

    private readonly record struct Line(CallRow? Row, Reject? Reject);

    /// <summary>Characters that a line holds in memory, where they are worth counting: notes and what was rejected can be a megabyte.</summary>
    private static int Weight(Line line) => line.Row?.Notes?.Length ?? line.Reject?.Raw.Length ?? 0;

    /// <summary>The whole file is asked, once its first lines show that there is a question.</summary>
    private DateOrder FindDateOrder(CallFileOptions options)
    {
        var evidence = new DateEvidence();
        for (var i = 0; i < SampleLines && _rows.TextRead < SampleBytes && _rows.Read(); i++)
            evidence.Add(_rows, Columns, options.Zone);
        if (evidence.IsQuestion)
        {
            _rows.StartAgain(andAgain: true);
            evidence = new DateEvidence();
            while (_rows.Read())
                evidence.Add(_rows, Columns, options.Zone);
        }
        _rows.StartAgain(andAgain: false);
        return evidence.Decide(_file.Name, _rows.Headers[Columns[CallField.StartedAt]]);
    }

    public void Dispose()
    {
        _rows.Dispose();
        _file.Dispose();
    }
}
