using ClientVitals.Database;
using ClientVitals.Statistics;

namespace ClientVitals.CallPatterns.Lists;

/// <summary>One coach's book as of the last analysis.</summary>
/// <param name="Coach">By name; null = clients without a coach.</param>
/// <param name="Judged">Clients judged at the last moment.</param>
/// <param name="Breaks">Of them, out of pattern.</param>
/// <param name="Below">Of them, below it.</param>
/// <param name="NotEnoughHistory">Of them, with too little history to say.</param>
/// <param name="Gaps">Of them, not contacted by us (<see cref="OutreachGaps"/>).</param>
/// <param name="CheckedAt">The moment judged.</param>
public sealed record CoachBook(string? Coach, int Judged, int Breaks, int Below, int NotEnoughHistory, int Gaps, DateTimeOffset CheckedAt)
{
    /// <summary>Clients about whom something can be said.</summary>
    public int Told => Judged - NotEnoughHistory;

    /// <summary>Share of them with a break or below usual, 0 to 1; null where nobody has enough history.</summary>
    public double? Share => Told == 0 ? null : (double)(Breaks + Below) / Told;

    /// <summary>
    /// Between which shares the book's own lies with 90 % confidence (Wilson 1927, the score interval): a small book that was unlucky is
    /// not taken for one that is neglected.
    /// </summary>
    public (double Low, double High)? Range => Share is { } share ? WilsonInterval.Of(share, Told) : null;
}

/// <summary>Every coach's book as of the last analysis, as the caller may see it: which book needs attention first.</summary>
public static class CoachBooks
{
    /// <summary>The most books told at once.</summary>
    public const int Most = 500;

    /// <summary>All books, the largest share out of pattern first; at most <see cref="Most"/>.</summary>
    public static Task<IReadOnlyList<CoachBook>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, CancellationToken ct) =>
        database.AskAsync<CoachBook>(who, Sql.Of(typeof(CoachBooks)), new { most = Most }, ct);
}
