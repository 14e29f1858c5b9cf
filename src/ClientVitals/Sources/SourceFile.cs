using System.IO.Compression;
using System.Text;

namespace ClientVitals.Sources;

/// <summary>
/// A file as it arrives: a path, plain or gzip, or standard input ("-"); CSV, an Excel workbook or JSON. Opens as UTF-8 text of lines,
/// whatever it was saved as. Can be opened more than once; standard input is kept in a temporary file only when someone needs to read it
/// twice.
/// </summary>
public sealed class SourceFile : IDisposable
{
    private readonly Stream? _stream;
    private string? _kept;
    private HashingStream? _hashing;
    private GuessedText? _guessed;
    private WorkbookRows? _workbook;
    private FileCopy? _copy;
    private long _length = -1;

    // Without it a gzip file that breaks off half-way reads as a shorter file. Our programs start with it (Directory.Build.props);
    // this is for a host that does not, as long as nobody unpacked anything before.
    static SourceFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private SourceFile(string path, string name, Stream? stream, SourceForm? form)
    {
        Path = path;
        Name = name;
        _stream = stream;
        Form = form ?? new SourceForm();
    }

    /// <summary>A file by its path; "-" is <paramref name="standardInput"/>. Throws <see cref="PlainError"/> when it cannot be read.</summary>
    public static SourceFile At(string path, Stream? standardInput = null, SourceForm? form = null)
    {
        if (path == "-")
            return new SourceFile(path, "standard input", standardInput ?? Console.OpenStandardInput(), form);
        if (Directory.Exists(path))
            throw new PlainError($"'{path}' is a folder; name the files in it.");
        if (!File.Exists(path))
            throw new PlainError($"There is no file '{path}'.");
        return new SourceFile(path, System.IO.Path.GetFileName(path), null, form);
    }

    /// <summary>Text in memory, under a name; for tests and for what arrives over the wire.</summary>
    public static SourceFile Of(string name, byte[] bytes, SourceForm? form = null) => new("-", name, new MemoryStream(bytes, writable: false), form);

    /// <summary>A file that was kept with its delivery.</summary>
    internal static SourceFile Of(KeptFile kept, SourceForm? form) => new(kept.Path, kept.Name, null, form);

    /// <summary>Throws <see cref="PlainError"/> when an encoding is not known by this name.</summary>
    public static void MustKnowEncoding(string name) => TextEncodings.Named(name);

    /// <summary>As given; "-" for standard input.</summary>
    public string Path { get; }

    /// <summary>The name without its folder.</summary>
    public string Name { get; }

    public bool IsStandardInput => Path == "-";

    /// <summary>What was said about it.</summary>
    public SourceForm Form { get; }

    /// <summary>What a reader should know about how its text is read: a guess, and what changes it. Complete once all was read.</summary>
    public IReadOnlyList<ReadingNote> Notes
    {
        get
        {
            var notes = new List<ReadingNote>();
            if (_guessed?.Guess is { } guess)
                notes.Add(new($"its letters are not UTF-8 and are read as {guess.WebName}, which is a guess", $"--encoding reads them otherwise", $"“Encoding” reads them otherwise"));
            if (_workbook is { Sheets.Count: > 1 } workbook && Form.Sheet is null)
                notes.Add(new($"the sheet '{workbook.Sheet}' is read, of {string.Join(", ", workbook.Sheets)}", $"--sheet reads another", $"“Sheet” reads another"));
            return notes;
        }
    }

    /// <summary>Whether its lines are objects of a JSON file; the first one, which names the columns, is not in the file.</summary>
    internal bool IsJson { get; private set; }

    /// <summary>Whether its lines are made from rows of something else, cut by commas.</summary>
    internal bool IsMade { get; private set; }

    /// <summary>Size in bytes as it lies there; null where nobody knows beforehand.</summary>
    public long? Length => _length >= 0 ? _length : null;

    /// <summary>Bytes read in the latest pass.</summary>
    public long BytesRead => _hashing?.Bytes ?? 0;

    /// <summary>SHA-256 of what the latest pass has read so far, hexadecimal.</summary>
    public string Sha256() => _hashing?.Sha256() ?? "";

    /// <summary>A copy of the bytes that the latest pass has read; null when <see cref="SourceForm.IsCopied"/> does not say so.</summary>
    internal FileCopy? Copy => _copy;

    /// <summary>Whether another pass is possible without keeping a copy first.</summary>
    public bool CanBeOpenedAgain => _stream is null || _kept is not null;

    /// <summary>Opens the text from the beginning.</summary>
    internal LookBackStream Open()
    {
        // A workbook or JSON was copied; what it was copied from is open still, for its hash.
        _hashing?.Dispose();
        Stream raw;
        try
        {
            raw = _kept is not null ? Plain(_kept) : _stream ?? Plain(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlainError($"'{Path}' cannot be read: {e.Message}", e);
        }
        if (_kept is null)
        {
            // What was kept was read to its end before, and copied.
            _copy?.Dispose();
            _copy = Form.IsCopied ? new FileCopy() : null;
        }
        _hashing = new HashingStream(raw, _kept is null ? _copy : null);
        try
        {
            var text = new LookBackStream(Unpacked(_hashing), 1 << 20);
            // What was kept is text already, as this method made it.
            return _kept is null ? AsLines(text) : new LookBackStream(text);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new PlainError($"'{Name}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes the rest of a one-time source, from its beginning, into a temporary file, so that it can be opened again.</summary>
    internal void Keep(LookBackStream open)
    {
        var options = TemporaryFile.Options(out _kept);
        open.GoTo(0);
        using var copy = new FileStream(_kept, options);
        open.CopyTo(copy);
    }

    private FileStream Plain(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        if (file.CanSeek)
            _length = file.Length;
        return file;
    }

    /// <summary>gzip is known by its first two bytes, not by the file's name.</summary>
    private static Stream Unpacked(Stream raw)
    {
        var head = new LookBackStream(raw, 1 << 20);
        Span<byte> two = stackalloc byte[2];
        var read = head.ReadAtLeast(two, 2, throwOnEndOfStream: false);
        head.GoTo(0);
        return read == 2 && two[0] == 0x1f && two[1] == 0x8b ? new GZipStream(head, CompressionMode.Decompress) : head;
    }

    private LookBackStream AsLines(LookBackStream raw)
    {
        Span<byte> first = stackalloc byte[256];
        first = first[..raw.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
        raw.GoTo(0);
        if (WorkbookRows.IsWorkbook(first))
        {
            IsMade = true;
            _workbook = Of(Copied(raw), copy => WorkbookRows.Open(Name, copy, Form));
            return new LookBackStream(_workbook);
        }
        var text = AsUtf8(raw, first[..Math.Min(4, first.Length)]);
        Span<byte> begun = stackalloc byte[256];
        begun = begun[..text.ReadAtLeast(begun, begun.Length, throwOnEndOfStream: false)];
        text.GoTo(0);
        // Reading lines goes further back than looking at the first bytes.
        if (!JsonRows.IsJson(begun))
            return ReferenceEquals(text, raw) ? new LookBackStream(raw) : text;
        IsMade = IsJson = true;
        return new LookBackStream(Of(Copied(text), copy => new JsonRows(Name, copy)));
    }

    private static TRows Of<TRows>(FileStream copy, Func<FileStream, TRows> open)
    {
        try
        {
            return open(copy);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private LookBackStream AsUtf8(LookBackStream text, ReadOnlySpan<byte> first)
    {
        if (TextEncodings.Wide(first) is { } wide)
        {
            text.GoTo(wide.Mark);
            return new LookBackStream(Encoding.CreateTranscodingStream(text, wide.Encoding, TextEncodings.Utf8));
        }
        // A mark that says UTF-8 is believed; so is an option that says what it is.
        if (first.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return text;
        if (Form.Encoding is not null)
        {
            var said = TextEncodings.Named(Form.Encoding);
            return said.CodePage == TextEncodings.Utf8.CodePage ? text : new LookBackStream(Encoding.CreateTranscodingStream(text, said, TextEncodings.Utf8));
        }
        _guessed = new GuessedText(text);
        return new LookBackStream(_guessed);
    }

    /// <summary>A copy that can be read in any order, and is gone when it is closed.</summary>
    private static FileStream Copied(Stream from)
    {
        var copy = TemporaryFile.Create();
        from.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    public void Dispose()
    {
        _hashing?.Dispose();
        _copy?.Dispose();
        _stream?.Dispose();
        if (_kept is not null)
            File.Delete(_kept);
    }
}
