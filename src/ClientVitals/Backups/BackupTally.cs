using System.Security.Cryptography;

namespace ClientVitals.Backups;

/// <summary>Counts and hashes what flows by. In the text form of COPY every row is one line, and no value holds a line's end.</summary>
internal sealed class BackupTally : IDisposable
{
    /// <summary>What is carried at once, in bytes: the memory of a backup does not grow with its tables.</summary>
    private const int Portion = 256 << 10;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Bytes { get; private set; }

    public long Rows { get; private set; }

    /// <summary>SHA-256 of all that came by, in hex. Ends the tally.</summary>
    public string Sha256() => Convert.ToHexStringLower(hash.GetHashAndReset());

    /// <summary>Carries everything from one stream to the other; to nowhere when there is no other.</summary>
    public async Task CarryAsync(Stream from, Stream? to, Action<long>? says, CancellationToken cancel)
    {
        var portion = new byte[Portion];
        while (await from.ReadAsync(portion, cancel) is > 0 and var length)
        {
            var part = portion.AsMemory(0, length);
            hash.AppendData(part.Span);
            Rows += part.Span.Count((byte)'\n');
            Bytes += length;
            if (to is not null)
            {
                await to.WriteAsync(part, cancel);
            }
            says?.Invoke(Rows);
        }
    }

    public void Dispose() => hash.Dispose();
}
