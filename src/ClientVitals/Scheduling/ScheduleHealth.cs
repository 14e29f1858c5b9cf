using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>Whether the jobs that are to run do run: each enabled schedule with its last end.</summary>
/// <param name="Cron">Five fields, as the schedule has them.</param>
/// <param name="SucceededAt">When a run last succeeded; null = never.</param>
/// <param name="FailedAt">When a run last failed or was abandoned after that; null = none did.</param>
/// <param name="Error">Why.</param>
/// <param name="Runs">Runs of any kind, ever.</param>
public sealed record ScheduleHealth(string Job, string Cron, DateTimeOffset? SucceededAt, DateTimeOffset? FailedAt, string? Error, int Runs)
{
    /// <summary>The enabled ones, by name; at most a thousand.</summary>
    public static async Task<IReadOnlyList<ScheduleHealth>> ReadAsync(NpgsqlConnection db, CancellationToken ct) =>
        (await db.QueryAsync<ScheduleHealth>(new CommandDefinition(Sql.Of<ScheduleHealth>(), cancellationToken: ct))).AsList();

    /// <summary>
    /// The longest time between two successes before somebody should look: a month, a week or a day by the fields that are set, and
    /// some hours for the run itself. Coarse on purpose; the exact slots are the timetable's.
    /// </summary>
    public TimeSpan LongestWait => Cron.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [_, _, "*", "*", "*"] => TimeSpan.FromHours(26),
        [_, _, "*", "*", _] => TimeSpan.FromHours(7 * 24 + 6),
        [_, _, _, "*", _] => TimeSpan.FromDays(32),
        _ => TimeSpan.FromDays(367),
    };
}
