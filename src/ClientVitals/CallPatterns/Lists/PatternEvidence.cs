using ClientVitals.CallPatterns.Dropout;
using ClientVitals.Database;

namespace ClientVitals.CallPatterns.Lists;

/// <summary>
/// The last analysis of one client as of now, with its evidence, as it was stored: nothing is judged again, so that
/// everybody who may see it sees the same.
/// </summary>
/// <param name="CheckedAt">The moment judged; null = never.</param>
/// <param name="Evidence">How unlikely the departure is: minus the natural logarithm of its probability.</param>
/// <param name="EvidenceNeeded">At which PATTERN_BREAK opens.</param>
/// <param name="ExpectedSince">Active days expected since <paramref name="DriftSince"/>; low and high are the ends of its 90 % interval.</param>
/// <param name="OnceInWeeks">How rare this is by chance; null = ordinary.</param>
/// <param name="LoggedShare">Share of what was expected that is logged by now, by the book's own delays; null = not known.</param>
public sealed record PatternEvidence(
    Guid ClientId,
    string? Email,
    string? Name,
    string? Coach,
    string PatternStatus,
    DateTimeOffset? CheckedAt,
    bool? EnoughHistory,
    int? CallsThisWeek,
    decimal? AvgCallsPerWeek,
    decimal? DeviationPct,
    decimal? ExpectedSoFar,
    DateOnly? DriftSince,
    decimal? ExpectedSince,
    decimal? ExpectedSinceLow,
    decimal? ExpectedSinceHigh,
    decimal? Evidence,
    decimal? EvidenceNeeded,
    decimal? WeeksOfHistory,
    int? PausedDays,
    DateOnly? LastActiveOn,
    string? Hold,
    decimal? OnceInWeeks,
    decimal? LoggedShare,
    string? Reason,
    string? ClearsWhen,
    long? EpisodeId,
    DateOnly? OpenedOn,
    DateOnly? BreakOn)
{
    /// <summary>Whether visits count beside calls by the settings in force: then what is expected and when they were last active is of both.</summary>
    public bool CountsVisits { get; init; }

    /// <summary>How likely the client is still active; null = not asked.</summary>
    public ClientStaying? Staying { get; init; }

    /// <summary>Whether the one who acts sees how the client is judged; a setter sees clients, but not that.</summary>
    internal static async Task<bool> IsSeenAsync(UnitOfWork work, Guid client, CancellationToken ct) =>
        (await work.SeenAsync<PatternEvidence>(Sql.Of<PatternEvidence>(), new { client }, ct)).Count > 0;

    /// <summary>Of one client; null when the caller sees no such client.</summary>
    public static async Task<PatternEvidence?> OfAsync(VitalsDatabase database, DatabaseIdentity who, Guid client, CancellationToken ct) =>
        (await database.AskAsync<PatternEvidence>(who, Sql.Of<PatternEvidence>(), new { client }, ct)) is [var found] ? found : null;
}
