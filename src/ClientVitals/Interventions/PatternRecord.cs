using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.Statistics;
using Dapper;
using Npgsql;

namespace ClientVitals.Interventions;

/// <summary>
/// What the alarms of a period were worth, by the answers given: the precision of the list as its readers measured it, beside the
/// false alarms that the budget lets expect.
/// </summary>
/// <param name="Alerts">Breaks opened in the period.</param>
/// <param name="Answered">Of them answered.</param>
/// <param name="Real">Of the answered: called, away or left, the silence was one.</param>
/// <param name="Fine">Of the answered: all good.</param>
/// <param name="CameBack">Of all alerts: closed because the client came back on their own, without any answer.</param>
/// <param name="StayedSilent">Of those without an answer: silent for 28 days and more since.</param>
/// <param name="TooEarly">Of those without an answer: open for less than 28 days.</param>
/// <param name="ClientWeeks">Weeks watched, over all clients with enough history and no break; null for one coach's book, or when nothing ran.</param>
/// <param name="MedianDays">Days from the first day of the drift to the break, median over the alerts; null without any.</param>
/// <param name="Missed">Clients who left in the period without any break in the 90 days before; agreed ends and last days of packages are not counted.</param>
public sealed record PatternRecord(
    int Alerts, int Answered, int Real, int Fine, int CameBack, int StayedSilent, int TooEarly, double? ClientWeeks, double? MedianDays, int Missed)
{
    /// <param name="from">First day.</param>
    /// <param name="until">First day after the period.</param>
    /// <param name="coach">One coach's book, by name; null = all.</param>
    /// <param name="today">The present business day.</param>
    public static Task<PatternRecord> OfAsync(NpgsqlConnection db, DateOnly from, DateOnly until, string? coach, DateOnly today, CancellationToken ct) =>
        db.QuerySingleAsync<PatternRecord>(new CommandDefinition(
            Sql.Of<PatternRecord>(), new { from, until, coach, today, job = AnalyzeCallPatterns.Job }, cancellationToken: ct));

    /// <summary>The false breaks to be expected at a budget, with the 5 % and the 95 % quantile of their number; null where the weeks are unknown.</summary>
    /// <param name="budget">False openings per 100 client-weeks.</param>
    public (double Mean, int Low, int High)? ExpectedFalse(double budget)
    {
        if (ClientWeeks is not { } weeks)
            return null;
        var mean = weeks * budget / 100;
        var (low, high) = PoissonRange.Of(mean);
        return (mean, low, high);
    }
}
