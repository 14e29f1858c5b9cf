using System.IO.Compression;
using System.Text;

namespace ClientVitals.Sources;

/// <summary>
/// A file as it arrives: a path, plain or gzip, or standard input ("-"). Opens as UTF-8 text without a byte-order mark,
/// whatever of UTF-8, UTF-16 or UTF-32 the mark announces. Can be opened more than once; standard input is kept in a
/// temporary file only when someone needs to read it twice.
/// </summary>
public sealed class SourceFile : IDisposable
{
    private readonly Stream? _stream;
    private string? _kept;
    private HashingStream? _hashing;
    private long _length = -1;

    // Without it a gzip file that breaks off half-way reads as a shorter file. Our programs start with it (Directory.Build.props);
    // this is for a host that does not, as long as nobody unpacked anything before.
    static SourceFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private SourceFile(string path, string name, Stream? stream)
    {
        Path = path;
        Name = name;
        _stream = stream;
    }

    /// <summary>A file by its path; "-" is <paramref name="standardInput"/>. Throws <see cref="PlainError"/> when it cannot be read.</summary>
    public static SourceFile At(string path, Stream? standardInput = null)
    {
        if (path == "-")
            return new SourceFile(path, "standard input", standardInput ?? Console.OpenStandardInput());
        if (Directory.Exists(path))
            throw new PlainError($"'{path}' is a folder; name the files in it.");
        if (!File.Exists(path))
            throw new PlainError($"There is no file '{path}'.");
        return new SourceFile(path, System.IO.Path.GetFileName(path), null);
    }

    /// <summary>Text in memory, under a name; for tests and for what arrives over the wire.</summary>
    public static SourceFile Of(string name, byte[] bytes) => new("-", name, new MemoryStream(bytes, writable: false));

    /// <summary>As given; "-" for standard input.</summary>
    public string Path { get; }

    /// <summary>The name without its folder.</summary>
    public string Name { get; }

    public bool IsStandardInput => Path == "-";

    /// <summary>Size in bytes as it lies there; null where nobody knows beforehand.</summary>
    public long? Length => _length >= 0 ? _length : null;

    /// <summary>Bytes read in the latest pass.</summary>
    public long BytesRead => _hashing?.Bytes ?? 0;

    /// <summary>SHA-256 of what the latest pass has read so far, hexadecimal.</summary>
    public string Sha256() => _hashing?.Sha256() ?? "";

    /// <summary>Whether another pass is possible without keeping a copy first.</summary>
    public bool CanBeOpenedAgain => _stream is null || _kept is not null;

    /// <summary>Opens the text from the beginning.</summary>
    internal LookBackStream Open()
    {
        Stream raw;
        try
        {
            raw = _kept is not null ? Plain(_kept) : _stream ?? Plain(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlainError($"'{Path}' cannot be read: {e.Message}", e);
        }
        _hashing = new HashingStream(raw);
        var text = new LookBackStream(Unpacked(_hashing));
        return AsUtf8(text);
    }

    /// <summary>Writes the rest of a one-time source, from its beginning, into a temporary file, so that it can be opened again.</summary>
    internal void Keep(LookBackStream open)
    {
        _kept = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"vitals-{Guid.NewGuid():n}.csv");
        open.GoTo(0);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
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

    private static LookBackStream AsUtf8(LookBackStream text)
    {
        Span<byte> mark = stackalloc byte[4];
        var read = text.ReadAtLeast(mark, 4, throwOnEndOfStream: false);
        mark = mark[..read];
        (Encoding Encoding, int Length)? other =
            mark.SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) ? (new UTF32Encoding(false, false), 4)
            : mark.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? (new UnicodeEncoding(false, false), 2)
            : mark.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? (new UnicodeEncoding(true, false), 2)
            : null;
        if (other is null)
        {
            text.GoTo(0);
            return text;
        }
        text.GoTo(other.Value.Length);
        return new LookBackStream(Encoding.CreateTranscodingStream(text, other.Value.Encoding, new UTF8Encoding(false)));
    }

    public void Dispose()
    {
        _hashing?.Dispose();
        _stream?.Dispose();
        if (_kept is not null)
            File.Delete(_kept);
    }
}
