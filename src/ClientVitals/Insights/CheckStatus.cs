using ClientVitals.Database;

namespace ClientVitals.Insights;

/// <summary>How a check ended at its last run.</summary>
/// <param name="State">RAN, NOT_RUN or FAILED; only RAN says that there are no findings.</param>
/// <param name="RanAt">When it was last tried.</param>
/// <param name="SucceededAt">When it last ran; null = never.</param>
/// <param name="Sentence">Why it did not.</param>
public sealed record CheckStatus(string Kind, string State, DateTimeOffset RanAt, DateTimeOffset? SucceededAt, string? Sentence, int Subjects, int Found, int Held)
{
    /// <summary>Older than this, the last run is stale: two runs of the watcher, and some time for the run itself.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(13);

    /// <summary>What people call it.</summary>
    public string Title => InsightChecks.Find(Kind)?.Title ?? Kind;

    /// <summary>All that ever ran in this version, by kind.</summary>
    public static async Task<IReadOnlyList<CheckStatus>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, CancellationToken ct) =>
        [.. (await database.AskAsync<CheckStatus>(who, Sql.Of<CheckStatus>(), null, ct)).Where(one => InsightChecks.Find(one.Kind) is not null)];
}
