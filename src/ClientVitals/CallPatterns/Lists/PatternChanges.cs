using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;

namespace ClientVitals.CallPatterns.Lists;

/// <summary>How many are on the list, and what changed since yesterday; as the caller may see it.</summary>
/// <param name="CheckedAt">The last moment analysed as of now; null = never.</param>
/// <param name="Judged">Clients judged then.</param>
/// <param name="NotEnoughHistory">Of them, with too little history, less those who never got going.</param>
/// <param name="NeverGotGoing">Of them, with a few calls at the beginning and then none.</param>
/// <param name="Listed">Of them, on the morning list: out of pattern, or rang and nobody answered.</param>
/// <param name="RangInVain">Of those listed, rang and nobody answered.</param>
/// <param name="OpenedToday">Episodes opened on that business day.</param>
/// <param name="BrokeToday">Episodes that became a break on it.</param>
/// <param name="ReturnedToday">Episodes closed on it because the client came back.</param>
public sealed record PatternChanges(
    DateTimeOffset? CheckedAt, int Judged, int NotEnoughHistory, int NeverGotGoing, int Listed, int RangInVain, int Breaks, int Below, int Above,
    int OpenedToday, int BrokeToday, int ReturnedToday)
{
    public static async Task<PatternChanges> ReadAsync(VitalsDatabase database, DatabaseIdentity who, CancellationToken ct) =>
        (await database.AskAsync<PatternChanges>(who, Sql.Of<PatternChanges>(), null, ct))[0];

    /// <summary>Of when it is: the latest run, the latest change of a coach, how many were merged. What was read stays right while all are the same.</summary>
    /// <param name="Run">Its number; null = the ledger knows none.</param>
    public sealed record Edition(long? Run, string? State, long? OwnerChange, long Merged)
    {
        /// <param name="job">Whose runs are meant.</param>
        public static async Task<Edition> ReadAsync(VitalsDatabase database, CancellationToken ct, string job = AnalyzeCallPatterns.Job) =>
            (await database.AskAsync<Edition>(DatabaseIdentity.Service, Sql.Of<PatternChanges>("Edition"), new { job }, ct))[0];
    }
}
