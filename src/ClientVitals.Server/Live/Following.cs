using System.Threading.Channels;

namespace ClientVitals.Server.Live;

/// <summary>Somebody who follows the changes, until disposed.</summary>
/// <param name="concerns">Whether a change of this account's or key's rights is theirs; null = everybody's.</param>
internal sealed class Following(Func<Guid?, bool> concerns, Action<Following> stop) : IDisposable
{
    /// <summary>Changes kept for a follower who is slow; then the oldest are let go, and the next one tells enough to look again.</summary>
    private const int Kept = 256;

    private readonly Channel<Change> channel = Channel.CreateBounded<Change>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });
    private int rightsChanged;

    public ChannelReader<Change> Changes => channel.Reader;

    /// <summary>Whether their rights are to be looked at again since this was last asked. Not lost when changes are let go.</summary>
    public bool TakeRightsChanged() => Interlocked.Exchange(ref rightsChanged, 0) == 1;

    /// <summary>Tells a change.</summary>
    public void Tell(Change change)
    {
        // After a gap nobody knows what was missed.
        if (change.What is ChangeFeed.Access or ChangeFeed.Reconnected)
        {
            if (!concerns(change.About))
                return;
            Volatile.Write(ref rightsChanged, 1);
        }
        channel.Writer.TryWrite(change);
    }

    public void Dispose() => stop(this);
}
