using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Lists;

/// <summary>One client of the morning list.</summary>
/// <param name="ClientEmail">Primary e-mail, else phone.</param>
/// <param name="ClientName">What is known of the name, else the address.</param>
/// <param name="DeviationPct">Percent, by the rule that judged; null = undefined.</param>
/// <param name="CheckedAt">The moment judged.</param>
/// <param name="RangInVain">How often the client rang since the last talk and nobody answered; null = less than twice.</param>
public sealed record PatternBreak(
    string ClientEmail,
    string ClientName,
    string? AssignedCoach,
    string PatternStatus,
    int CallsThisWeek,
    decimal? AvgCallsPerWeek,
    decimal? DeviationPct,
    decimal? ExpectedSince,
    DateOnly? DriftSince,
    DateOnly? LastActiveOn,
    DateOnly? OpenedOn,
    DateOnly? BreakOn,
    decimal? Evidence,
    string? HealthZone,
    string? Reason,
    DateTimeOffset CheckedAt,
    int? RangInVain);

/// <summary>
/// Who rang and nobody answered, whatever their status; then who has a break or is below usual, worst first: breaks before below, then by evidence, then by
/// address.
/// </summary>
public static class PatternBreaks
{
    /// <summary>The longest list given at once; the caller is told when there are more.</summary>
    public const int Most = 10_000;

    /// <summary>As the hub has it now: last checked within so many days.</summary>
    /// <param name="days">1 to 3650.</param>
    /// <param name="coach">Only this coach's book, by name; null = all.</param>
    public static async Task<IReadOnlyList<PatternBreak>> NowAsync(
        NpgsqlConnection db, DateTimeOffset now, int days, string? coach, CancellationToken ct)
    {
        CheckDays(days);
        var found = await db.QueryAsync<PatternBreak>(new CommandDefinition(
            Sql.Of(typeof(PatternBreaks)), new { now, days_back = days, coach, most = Most }, cancellationToken: ct));
        return found.AsList();
    }

    /// <exception cref="PlainError">The list cannot look back so many days.</exception>
    internal static void CheckDays(int days)
    {
        if (days is < 1 or > 3650)
            throw new PlainError($"--days must be 1 to 3650, not {days}.");
    }

    /// <summary>As the history has it for one business date, by one rule.</summary>
    public static async Task<IReadOnlyList<PatternBreak>> OnAsync(
        NpgsqlConnection db, DateOnly date, PatternRule rule, string? coach, CancellationToken ct)
    {
        var found = await db.QueryAsync<PatternBreak>(new CommandDefinition(
            Sql.Of(typeof(PatternBreaks), "On"), new { date, rule = rule.Word(), coach, most = Most }, cancellationToken: ct));
        return found.AsList();
    }
}
