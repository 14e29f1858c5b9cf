namespace ClientVitals.Database;

/// <summary>
/// How this process divides its connections. Each kind has connections of its own, so that none can take another's: writers leave
/// readers theirs, and strangers take nothing from people who are signed in.
/// </summary>
/// <param name="Queries">Single short questions of requests (<see cref="QueryAs"/>).</param>
/// <param name="Reads">Requests that read several things at one moment.</param>
/// <param name="Writes">Requests that change something.</param>
/// <param name="Deliveries">Signed messages of sources.</param>
/// <param name="Strangers">Callers who are not known yet.</param>
/// <param name="Work">Jobs, imports, the command line, and the connection that listens.</param>
public sealed record ConnectionShares(int Queries, int Reads, int Writes, int Deliveries, int Strangers, int Work)
{
    /// <summary>All of them.</summary>
    public int Sum => Queries + Reads + Writes + Deliveries + Strangers + Work;

    /// <param name="connections">What the process may use; see <see cref="ConnectionCounts.Share"/>.</param>
    /// <param name="onThisMachine">
    /// Whether the server shares our processors (the embedded one, or one reached by a socket): then more statements at once only make
    /// each slower and the slowest much slower.
    /// </param>
    /// <param name="processors">Of this machine.</param>
    public static ConnectionShares Of(int connections, bool onThisMachine, int processors)
    {
        var strangers = Math.Clamp(connections / 8, 1, onThisMachine ? Math.Max(2, 2 * processors) : 16);
        var deliveries = Math.Clamp(connections / 8, 1, 8);
        var work = Math.Max(2, connections / 4);
        var rest = Math.Max(3, connections - strangers - deliveries - work);
        // Two for each processor: one at work, one on its way.
        var queries = Math.Max(1, onThisMachine ? Math.Min(rest / 2, Math.Max(4, 2 * processors)) : rest / 3);
        var writes = Math.Max(1, Math.Min((rest - queries) / 2, onThisMachine ? Math.Max(8, 4 * processors) : rest));
        return new(queries, Math.Max(1, rest - queries - writes), writes, deliveries, strangers, work);
    }
}
