using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns;

/// <summary>
/// What the alarms of a period were worth, by the answers given: the precision of the list as its readers measured it.
/// </summary>
/// <param name="Alerts">Breaks opened in the period.</param>
/// <param name="Answered">Of them answered.</param>
/// <param name="Real">Of the answered: called, away or left, the silence was one.</param>
/// <param name="Fine">Of the answered: fine as it is.</param>
/// <param name="CameBack">Of all alerts: closed because the client came back by herself, without any answer.</param>
/// <param name="MedianDays">Days from the first day of the drift to the break, median over the alerts; null without any.</param>
/// <param name="Missed">Clients whose relation ended in the period without any break in the 90 days before.</param>
public sealed record PatternRecord(int Alerts, int Answered, int Real, int Fine, int CameBack, double? MedianDays, int Missed)
{
    /// <param name="from">First day.</param>
    /// <param name="until">First day after the period.</param>
    /// <param name="coach">One coach's book, by name; null = all.</param>
    public static Task<PatternRecord> OfAsync(NpgsqlConnection db, DateOnly from, DateOnly until, string? coach, CancellationToken ct) =>
        db.QuerySingleAsync<PatternRecord>(new CommandDefinition(Sql.Of<PatternRecord>(), new { from, until, coach }, cancellationToken: ct));
}
