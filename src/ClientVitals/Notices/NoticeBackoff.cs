namespace ClientVitals.Notices;

/// <summary>
/// How long until a failed delivery is tried again: a random part of min(<see cref="Longest"/>, <see cref="First"/> × 2^(attempts − 1)), "full
/// jitter" (Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015): many that failed together do not come back together.
/// A receiver that names a time (Retry-After) is not asked sooner.
/// </summary>
public static class NoticeBackoff
{
    /// <summary>So many attempts; then it is dead. On average they span a little over an hour and a half.</summary>
    public const int MostAttempts = 10;

    public static readonly TimeSpan First = TimeSpan.FromSeconds(30), Longest = TimeSpan.FromHours(1);

    /// <summary>However small the random part, no sooner; and however long a receiver asks us to wait, no later.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1), LongestAsked = TimeSpan.FromHours(24);

    /// <param name="attempts">Attempts made, at least 1.</param>
    /// <param name="random">In [0, 1).</param>
    /// <param name="asked">What the receiver asked for; null = nothing.</param>
    public static TimeSpan Wait(int attempts, double random, TimeSpan? asked)
    {
        var most = Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30)));
        var wait = TimeSpan.FromSeconds(Math.Max(Shortest.TotalSeconds, most * random));
        var least = asked is { } given ? (given > LongestAsked ? LongestAsked : given) : TimeSpan.Zero;
        return wait > least ? wait : least;
    }
}
