using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.Overrides;

/// <summary>A zone set by hand, beside what is computed.</summary>
/// <param name="ClientEmail">Primary e-mail, else phone.</param>
/// <param name="Score">The score that was set; null = a zone was set and no score.</param>
/// <param name="LastDay">The last business day on which it holds.</param>
/// <param name="Reason">In the words of who set it.</param>
/// <param name="ComputedScore">The present computed score, which counts in every statistic; null = unknown.</param>
/// <param name="ComputedZone">Its zone.</param>
public sealed record HealthOverride(
    long Id,
    Guid ClientId,
    string? ClientEmail,
    string? ClientName,
    string Zone,
    decimal? Score,
    DateOnly LastDay,
    string Reason,
    DateTimeOffset SetAt,
    string SetBy,
    decimal? ComputedScore,
    string? ComputedZone);

/// <summary>What is set by hand on a day: the latest of each client that is not taken back, unless its last day is over.</summary>
public static class HealthOverrides
{
    /// <summary>The most that one answer holds.</summary>
    public const int Most = 1000;

    internal sealed record Count(int Clients);

    /// <summary>All that hold, as the caller may see them, those that end first first.</summary>
    /// <param name="today">The business day.</param>
    public static Task<IReadOnlyList<HealthOverride>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, DateOnly today, CancellationToken ct) =>
        database.AskAsync<HealthOverride>(who, Sql.Of(typeof(HealthOverrides)), new { client = (Guid?)null, today, most = Most }, ct);

    /// <summary>That of one client; null = none holds.</summary>
    public static async Task<HealthOverride?> OfAsync(NpgsqlConnection db, Guid client, DateOnly today, CancellationToken ct) =>
        await db.QuerySingleOrDefaultAsync<HealthOverride>(new CommandDefinition(
            Sql.Of(typeof(HealthOverrides)), new { client = (Guid?)client, today, most = 1 }, cancellationToken: ct));

    /// <summary>How many clients who are listed have one.</summary>
    public static async Task<int> CountAsync(VitalsDatabase database, DatabaseIdentity who, DateOnly today, CancellationToken ct) =>
        (await database.AskAsync<Count>(who, Sql.Of(typeof(HealthOverrides), "Count"), new { today }, ct))[0].Clients;
}
