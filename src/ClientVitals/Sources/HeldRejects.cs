using System.IO.Compression;
using System.Text;

namespace ClientVitals.Sources;

/// <summary>
/// Refused lines of a file until they can be written down: the connection is busy with the rows while they are met. They lie compressed in a
/// temporary file, so that a file of nothing else needs no memory.
/// </summary>
internal sealed class HeldRejects : IDisposable
{
    /// <summary>Lines that are written down at once.</summary>
    private const int AtOnce = 2_000;

    private FileStream? _place;
    private BinaryWriter? _into;

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Takes the next one.</summary>
    public void Add(Reject reject)
    {
        _into ??= new BinaryWriter(new GZipStream(_place = TemporaryFile.Create(), CompressionLevel.Fastest, leaveOpen: true), Encoding.UTF8);
        _into.Write7BitEncodedInt64(reject.Line);
        _into.Write(reject.Reason);
        _into.Write(reject.Raw);
        Count++;
    }

    /// <summary>All of them in their order, in batches; none can be added afterwards.</summary>
    public IEnumerable<IReadOnlyList<Reject>> Batches()
    {
        if (_into is null)
            yield break;
        _into.Dispose();
        _place!.Position = 0;
        using var from = new BinaryReader(new GZipStream(_place, CompressionMode.Decompress, leaveOpen: true), Encoding.UTF8);
        for (var left = Count; left > 0; left -= AtOnce)
        {
            var batch = new Reject[Math.Min(left, AtOnce)];
            for (var at = 0; at < batch.Length; at++)
                batch[at] = new(from.Read7BitEncodedInt64(), from.ReadString(), from.ReadString());
            yield return batch;
        }
    }

    public void Dispose()
    {
        _into?.Dispose();
        _place?.Dispose();
    }
}
