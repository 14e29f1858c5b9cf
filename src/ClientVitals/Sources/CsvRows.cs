using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace ClientVitals.Sources;

/// <summary>
/// The records of a CSV file, one at a time, as UTF-8 spans. Finds the column names and the separator itself, counts lines as an editor does, and
/// survives what real files hold: a record that cannot be used says why in <see cref="Records.Trouble"/>; a quote that is opened
/// and never closed costs its own line, not the rest of the file.
/// </summary>
public sealed class CsvRows : Records, IDisposable
{
    /// <summary>The longest record, in bytes; beyond it the line is refused and reading goes on after it.</summary>
    public const int LongestRecord = 1 << 20;

    private const int Peek = 256 << 10;

    private readonly SourceFile _file;
    private LookBackStream _text;
    private CsvReader _reader;
    private long _base;
    private long _lineBase;
    private byte[] _broken = [];
    private bool _isBroken;
    private bool _quotesWrong;
    private byte _separator;

    /// <summary>Opens a file and reads its header. Throws <see cref="PlainError"/> when it is empty or cannot be read.</summary>
    public CsvRows(SourceFile file)
    {
        _file = file;
        _text = file.Open();
        _reader = null!;
        try
        {
            Begin();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What a reader should know about where its records begin.</summary>
    public IReadOnlyList<Sentence> Notes { get; private set; } = [];

    /// <summary>What the lines above the column names say, each as its fields.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> Titles { get; private set; } = [];

    /// <summary>Bytes of text taken from the file so far.</summary>
    internal long TextRead => _text.Head;

    /// <summary>The present record as it is in the file.</summary>
    public override ReadOnlySpan<byte> Raw => _isBroken ? _broken : _reader.RawRecord;

    /// <summary>A field of the present record without its quotes; empty when there is no such field.</summary>
    public override ReadOnlySpan<byte> this[int field] => _reader.GetSpan(field);

    /// <summary>The next record. False at the end of the file.</summary>
    public override bool Read()
    {
        while (true)
        {
            _quotesWrong = false;
            _isBroken = false;
            Trouble = null;
            try
            {
                if (!_reader.Read())
                    return false;
            }
            catch (CsvFormatException e)
            {
                return RefuseLongLine(e);
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                throw new PlainError($"'{_file.Name}' cannot be read beyond line {Line}: {e.Message} Nothing of it was imported.", e);
            }
            Line = _lineBase + _reader.LineNumber;
            if (_reader.FieldCount <= 1 && IsBlank(_reader.RawRecord))
            {
                BlankLines++;
                continue;
            }
            Trouble = Fault();
            return true;
        }
    }

    /// <summary>Starts again with the first record.</summary>
    /// <param name="andAgain">
    /// Whether someone will want to start once more after reading to the end: a source that can be read only once is kept then.
    /// </param>
    internal void StartAgain(bool andAgain)
    {
        _reader.Dispose();
        if (andAgain && !_file.CanBeOpenedAgain)
            _file.Keep(_text);
        if (!andAgain && _text.Head <= LookBackStream.DefaultWindow)
        {
            _text.GoTo(0);
        }
        else
        {
            _text.Dispose();
            _text = _file.Open();
        }
        BlankLines = 0;
        Begin();
    }

    private string? Fault()
    {
        var raw = _reader.RawRecord;
        if (_quotesWrong && raw.IndexOfAny((byte)'\n', (byte)'\r') is var end and >= 0)
        {
            // The record ran over the line's end because of a quote: give the line up and go on with the next.
            var next = end + (raw[end] == '\r' && end + 1 < raw.Length && raw[end + 1] == '\n' ? 2 : 1);
            _broken = raw[..end].ToArray();
            _isBroken = true;
            var offset = _base + _reader.ByteOffset + next;
            Restart(offset, Line);
            return "a quote is opened and never closed";
        }
        if (raw.Contains((byte)0))
            return _file.IsJson && raw.TrimStart((byte)'"') is [0, ..] ? "is not a JSON object" : "contains a NUL character";
        if (!Utf8.IsValid(raw))
            return "contains characters that are not UTF-8; save the file as CSV UTF-8";
        return _reader.FieldCount == Headers.Count ? null : FieldCountFault();
    }

    private string? FieldCountFault()
    {
        // A separator at the end of each line adds empty fields; they say nothing.
        var given = _reader.FieldCount;
        while (given > Headers.Count && _reader.GetSpan(given - 1).IsEmpty)
            given--;
        return given == Headers.Count ? null : given < Headers.Count ? "too few fields" : "too many fields";
    }

    /// <summary>A record larger than the limit: its first line is refused, however long, and reading goes on after it.</summary>
    private bool RefuseLongLine(CsvFormatException e)
    {
        var start = _base + e.ByteOffset;
        Line = _lineBase + e.LineNumber;
        _text.GoTo(start);
        var kept = new List<byte>();
        Span<byte> chunk = stackalloc byte[4096];
        var offset = start;
        int read;
        var ended = false;
        while (!ended && (read = _text.Read(chunk)) > 0)
        {
            var end = chunk[..read].IndexOf((byte)'\n');
            ended = end >= 0;
            var taken = ended ? end + 1 : read;
            if (kept.Count < 65536)
                kept.AddRange(chunk[..(ended ? end : read)]);
            offset += taken;
        }
        _broken = [.. kept];
        _isBroken = true;
        Trouble = offset - start > LongestRecord ? "the line is longer than a megabyte" : "a quote is opened and never closed";
        Restart(offset, Line);
        return true;
    }

    private void Begin()
    {
        _base = 0;
        _lineBase = 0;
        Line = 0;
        var peeked = new byte[Peek];
        int read;
        try
        {
            read = _text.ReadAtLeast(peeked, peeked.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new PlainError($"'{_file.Name}' cannot be read: {e.Message}", e);
        }
        var head = peeked.AsSpan(0, read);
        if (SomethingElse(head) is { } other)
            throw new PlainError($"'{_file.Name}' is {other}, not a CSV file; save or export it as CSV (UTF-8) or .xlsx and import that.");
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            _base = 3;
            head = head[3..];
        }
        var found = ColumnNames.Find(head, _file.IsJson ? null : _file.Form.Judge);
        _separator = _file.IsMade ? (byte)',' : found.Separator;
        Titles = found.TitleFields;
        _base += found.Bytes;
        // The names of a JSON file's values are no line of it.
        Restart(_base, found.Lines - (_file.IsJson ? 1 : 0));
        Notes = found.Note is { } note ? [note]
            : found.Titles == 1 ? [$"a line above the column names is left out; they are in line {found.Lines + 1}"]
            : found.Titles > 1 ? [$"{found.Titles} lines above the column names are left out; they are in line {found.Lines + 1}"]
            : [];
        if (found.Names is { } given)
        {
            Headers = given;
            return;
        }
        if (!Read() || _isBroken || Trouble is "contains a NUL character")
            throw new PlainError($"'{_file.Name}' is empty or not text; a CSV file with a line of column names is needed.");
        var names = new string[_reader.FieldCount];
        for (var i = 0; i < names.Length; i++)
            names[i] = Encoding.UTF8.GetString(_reader.GetSpan(i)).Trim();
        Headers = names;
        Trouble = null;
    }

    /// <summary>Files that people take for tables of text, known by their first bytes.</summary>
    private static string? SomethingElse(ReadOnlySpan<byte> head) =>
        head.StartsWith("%PDF"u8) ? "a PDF document"
        : head.TrimStart(" \t\r\n\uFEFF"u8).StartsWith("<"u8) ? "a web page or an XML file"
        : null;

    private void Restart(long offset, long linesBefore)
    {
        _reader?.Dispose();
        _base = offset;
        _lineBase = linesBefore;
        _text.GoTo(offset);
        _reader = CsvReader.Create(
            _text,
            new CsvReaderOptions
            {
                Separator = (char)_separator,
                HasHeader = false,
                SkipEmptyLines = false,
                TrackLineNumbers = true,
                TrimWhitespace = true,
                MaxRecordSize = LongestRecord,
                BufferSize = 128 << 10,
                OnMalformedRecord = wrong => _quotesWrong |= wrong.Reason is CsvMalformedReason.TextAfterClosingQuote or CsvMalformedReason.UnterminatedQuote,
            },
            leaveOpen: true);
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;

    public void Dispose()
    {
        _reader?.Dispose();
        _text.Dispose();
    }
}
