using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Lists;

/// <summary>One client whom we stopped calling.</summary>
/// <param name="ClientEmail">Primary e-mail, else phone.</param>
/// <param name="ClientName">What is known of the name, else the address.</param>
/// <param name="ExpectedSince">Calls that were to be expected since the last one.</param>
/// <param name="CheckedAt">The moment judged.</param>
public sealed record OutreachGap(
    string ClientEmail,
    string ClientName,
    string? AssignedCoach,
    decimal? AvgCallsPerWeek,
    DateOnly? LastActiveOn,
    decimal? ExpectedSince,
    string? Reason,
    DateTimeOffset CheckedAt);

/// <summary>
/// Engagement and staff effort apart: a client whose calls are mostly ours and whom nobody tried since the last one did not fall
/// silent, we did. It is the coach's gap, held back from the list of breaks, and listed here by coach.
/// </summary>
public static class OutreachGaps
{
    /// <summary>The longest list given at once; the caller is told when there are more.</summary>
    public const int Most = 10_000;

    /// <summary>As the last analysis of each client found it, if it is at most so many days old.</summary>
    /// <param name="days">1 to 3650.</param>
    /// <param name="coach">Only this coach's book, by name; null = all.</param>
    public static async Task<IReadOnlyList<OutreachGap>> NowAsync(
        NpgsqlConnection db, DateTimeOffset now, int days, string? coach, CancellationToken ct)
    {
        PatternBreaks.CheckDays(days);
        var found = await db.QueryAsync<OutreachGap>(new CommandDefinition(
            Sql.Of(typeof(OutreachGaps)), new { now, days_back = days, coach, most = Most }, cancellationToken: ct));
        return found.AsList();
    }
}
