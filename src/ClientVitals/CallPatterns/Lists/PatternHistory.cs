using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Lists;

/// <summary>One analysis of the client.</summary>
/// <param name="AsOf">The moment judged; null for rows written by hand.</param>
public sealed record PatternDay(
    DateOnly AnalysisDate,
    string Rule,
    string PatternStatus,
    bool? EnoughHistory,
    int? CallsThisWeek,
    decimal? AvgCallsPerWeek,
    decimal? DeviationPct,
    decimal? ExpectedSoFar,
    DateOnly? DriftSince,
    decimal? ExpectedSince,
    decimal? Evidence,
    string? Reason,
    DateTimeOffset? AsOf);

/// <summary>What each analysis said of one client, newest first.</summary>
public static class PatternHistory
{
    /// <summary>The newest days of a client. Throws a <see cref="PlainError"/> when no client has the address.</summary>
    /// <param name="limit">1 to 1000 rows.</param>
    public static async Task<IReadOnlyList<PatternDay>> OfAsync(NpgsqlConnection db, string email, int limit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(email);
        var client = await db.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            Sql.Of<AnalyzeCallPatterns>("Client"), new { email = Email.Require(email) }, cancellationToken: ct))
            ?? throw new PlainError($"No client has the address {email}; check the spelling, or import calls that name it.");
        return await OfAsync(db, client, limit, ct);
    }

    /// <summary>As above, of a client by id; empty when the caller sees no such client.</summary>
    public static async Task<IReadOnlyList<PatternDay>> OfAsync(NpgsqlConnection db, Guid client, int limit, CancellationToken ct)
    {
        if (limit is < 1 or > 1000)
            throw new PlainError($"The limit must be 1 to 1000, not {limit}.");
        var rows = await db.QueryAsync<PatternDay>(new CommandDefinition(
            Sql.Of(typeof(PatternHistory)), new { client, limit }, cancellationToken: ct));
        return rows.AsList();
    }
}
