using System.IO.Compression;

namespace ClientVitals.Sources;

/// <summary>
/// A copy of the bytes of a file as they pass by, compressed, in a temporary file: the connection that will keep it is busy with the
/// rows until the file is read. What cannot be copied costs the copy, never the import, and is said.
/// </summary>
internal sealed class FileCopy : IDisposable
{
    /// <summary>Bytes of a copy, as it is kept.</summary>
    public const long Most = 256L << 20;

    /// <summary>Beginnings of what is compressed already: gzip, ZIP (as .xlsx is).</summary>
    private static readonly byte[][] Packed = [[0x1F, 0x8B], [0x50, 0x4B, 0x03, 0x04]];

    private readonly long _most;
    private readonly byte[] _first = new byte[4];
    private int _firstLength;
    private FileStream? _place;
    private Stream? _into;

    /// <param name="most">Another limit than <see cref="Most"/>.</param>
    public FileCopy(long most = Most) => _most = most;

    /// <summary>Whether it was compressed here; false = the bytes are as they came.</summary>
    public bool IsPacked { get; private set; }

    /// <summary>Why there is no copy; null = there is one.</summary>
    public Sentence? Lost { get; private set; }

    /// <summary>Takes the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (Lost is not null || bytes.IsEmpty)
            return;
        try
        {
            if (_into is null && (bytes = Begun(bytes)).IsEmpty)
                return;
            _into!.Write(bytes);
            if (_place!.Position > _most)
                Lose($"it has more than {_most >> 20} MB compressed");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Lose($"it could not be copied ({e.Message.TrimEnd('.')})");
        }
    }

    /// <summary>All of it is there: the copy from its beginning, its own until it is disposed; null when there is none.</summary>
    public Stream? Finish()
    {
        try
        {
            if (Lost is null && _into is null && _firstLength > 0)
                Begin();
            if (Lost is not null || _place is null)
                return null;
            if (IsPacked)
                _into!.Dispose();
            if (_place.Length > _most)
            {
                Lose($"it has more than {_most >> 20} MB compressed");
                return null;
            }
            _place.Position = 0;
            return _place;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Lose($"it could not be copied ({e.Message.TrimEnd('.')})");
            return null;
        }
    }

    /// <summary>The first four bytes tell whether it is compressed already; a pipe may give them one by one. Returns what is left to write.</summary>
    private ReadOnlySpan<byte> Begun(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(bytes.Length, _first.Length - _firstLength);
        bytes[..taken].CopyTo(_first.AsSpan(_firstLength));
        _firstLength += taken;
        if (_firstLength < _first.Length)
            return [];
        Begin();
        return bytes[taken..];
    }

    private void Begin()
    {
        _place = TemporaryFile.Create();
        var first = _first.AsSpan(0, _firstLength);
        IsPacked = true;
        foreach (var mark in Packed)
            IsPacked &= !first.StartsWith(mark);
        _into = IsPacked ? new GZipStream(_place, CompressionLevel.Fastest, leaveOpen: true) : _place;
        _into.Write(first);
    }

    private void Lose(Sentence why)
    {
        Lost = why;
        Dispose();
    }

    public void Dispose()
    {
        try
        {
            _into?.Dispose();
            _place?.Dispose();
        }
        catch (IOException) when (Lost is not null)
        {
            // The disk is full: what could not be written is not wanted any more.
        }
        _into = null;
        _place = null;
    }
}
