using System.Text;

namespace ClientVitals.Sources;

/// <summary>
/// Text as UTF-8, whatever it was saved as. As long as every byte is ASCII nothing needs to be known; at the first that is not, the
/// text that follows decides between UTF-8 and one of the code pages that Excel saves "CSV" in. Nothing is read twice.
/// </summary>
internal sealed class GuessedText(Stream source) : ForwardStream
{
    private const int Sample = 64 << 10;

    private Stream? _rest;

    /// <summary>What the letters were taken for; null = UTF-8, or there are none but ASCII's.</summary>
    public Encoding? Guess { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (_rest is not null)
            return _rest.Read(buffer);
        var read = source.Read(buffer);
        var plain = buffer[..read].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        if (plain < 0)
            return read;
        _rest = Decided(buffer[plain..read]);
        return plain > 0 ? plain : _rest.Read(buffer);
    }

    private Stream Decided(ReadOnlySpan<byte> from)
    {
        var sample = new byte[Math.Max(Sample, from.Length)];
        from.CopyTo(sample);
        var length = from.Length + source.ReadAtLeast(sample.AsSpan(from.Length), sample.Length - from.Length, throwOnEndOfStream: false);
        var joined = new Joined(sample.AsMemory(0, length), source);
        if (TextEncodings.IsUtf8(sample.AsSpan(0, length)))
            return joined;
        Guess = TextEncodings.Guess(sample.AsSpan(0, length));
        return Encoding.CreateTranscodingStream(joined, Guess, TextEncodings.Utf8);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rest?.Dispose();
            source.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>What was read already, then the rest.</summary>
    private sealed class Joined(ReadOnlyMemory<byte> read, Stream rest) : ForwardStream
    {
        private int _at;

        public override int Read(Span<byte> buffer)
        {
            if (_at == read.Length)
                return rest.Read(buffer);
            var count = Math.Min(buffer.Length, read.Length - _at);
            read.Span.Slice(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }
    }
}
