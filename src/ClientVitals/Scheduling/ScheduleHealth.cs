using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>Whether the jobs that are to run do run: each enabled schedule with its last end.</summary>
/// <param name="Cron">Five fields, as the schedule has them.</param>
/// <param name="OwedSince">Slots after it are owed; null = from when a server next looks.</param>
/// <param name="SucceededAt">When a run last succeeded; null = never.</param>
/// <param name="FailedAt">When a run last failed or was abandoned after that; null = none did.</param>
/// <param name="Error">Why.</param>
/// <param name="Runs">Runs of any kind, ever.</param>
public sealed record ScheduleHealth(string Job, string Cron, DateTimeOffset? OwedSince, DateTimeOffset? SucceededAt, DateTimeOffset? FailedAt, string? Error, int Runs)
{
    /// <summary>The enabled ones, by name; at most a thousand.</summary>
    public static async Task<IReadOnlyList<ScheduleHealth>> ReadAsync(NpgsqlConnection db, CancellationToken ct) =>
        (await db.QueryAsync<ScheduleHealth>(new CommandDefinition(Sql.Of<ScheduleHealth>(), cancellationToken: ct))).AsList();

    /// <summary>Whether its last success is longer ago than it should be; new hours, or a pause that ended, start that time again.</summary>
    public bool IsOverdue(DateTimeOffset now) =>
        FailedAt is null && SucceededAt is { } at && now - (OwedSince > at ? OwedSince.Value : at) > LongestWait;

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
