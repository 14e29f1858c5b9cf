using System.Security.Cryptography;

namespace ClientVitals.Sources;

/// <summary>Passes bytes through, counts them and hashes them, so that a file is read once.</summary>
/// <param name="source">Where they come from.</param>
/// <param name="copy">Gets a copy of them; null = nobody wants one.</param>
internal sealed class HashingStream(Stream source, FileCopy? copy = null) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes read so far, as they lie in the file (compressed, if it is).</summary>
    public long Bytes { get; private set; }

    /// <summary>SHA-256 of the bytes read so far, hexadecimal, lower case.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override int Read(Span<byte> buffer)
    {
        var read = source.Read(buffer);
        _hash.AppendData(buffer[..read]);
        copy?.Add(buffer[..read]);
        Bytes += read;
        return read;
    }

    public override long Position
    {
        get => Bytes;
        set => throw new NotSupportedException();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            source.Dispose();
        }
        base.Dispose(disposing);
    }
}
