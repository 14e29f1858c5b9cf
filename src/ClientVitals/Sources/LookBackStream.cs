namespace ClientVitals.Sources;

/// <summary>
/// A stream that is read forward and can be taken back a few megabytes, so that a reader that lost its way in a file, in a
/// pipe or in compressed text starts again one line further on.
/// </summary>
internal sealed class LookBackStream(Stream source, int window = LookBackStream.DefaultWindow) : ForwardStream
{
    /// <summary>How far back it can be taken, in bytes. A power of two.</summary>
    public const int DefaultWindow = 8 << 20;

    private byte[] _ring = new byte[256 << 10];
    private long _head;
    private long _at;

    /// <summary>Bytes taken from the source so far.</summary>
    public long Head => _head;

    /// <summary>Goes back (or forward, within what was read) to an offset. Throws when that lies behind the window.</summary>
    public void GoTo(long offset)
    {
        if (offset > _head || offset < _head - _ring.Length)
            throw new InvalidOperationException($"Offset {offset} lies outside the window that ends at {_head}.");
        _at = offset;
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0)
            return 0;
        if (_at < _head)
        {
            var start = (int)(_at & (_ring.Length - 1));
            var count = (int)Math.Min(Math.Min(buffer.Length, _head - _at), _ring.Length - start);
            _ring.AsSpan(start, count).CopyTo(buffer);
            _at += count;
            return count;
        }
        var read = source.Read(buffer[..Math.Min(buffer.Length, window / 4)]);
        Keep(buffer[..read]);
        _head += read;
        _at = _head;
        return read;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        // Small files need no large window: the ring grows while everything still fits.
        while (_ring.Length < window && _head + bytes.Length > _ring.Length)
        {
            var larger = new byte[_ring.Length * 2];
            _ring.AsSpan(0, (int)Math.Min(_head, _ring.Length)).CopyTo(larger);
            _ring = larger;
        }
        var offset = _head;
        while (bytes.Length > 0)
        {
            var start = (int)(offset & (_ring.Length - 1));
            var count = Math.Min(bytes.Length, _ring.Length - start);
            bytes[..count].CopyTo(_ring.AsSpan(start));
            bytes = bytes[count..];
            offset += count;
        }
    }

    public override long Position
    {
        get => _at;
        set => GoTo(value);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }
}
