using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>The schedule of one job.</summary>
/// <param name="Cron">Five fields.</param>
/// <param name="Zone">The time zone of the schedule; null = the business zone.</param>
/// <param name="ZoneInForce">The time zone that is used.</param>
/// <param name="Function">The name under which the owner's callers run the job.</param>
/// <param name="Body">What a run is called with, a JSON object.</param>
/// <param name="Misfire">Missed runs: <c>once</c> (catch up with the latest), <c>all</c> (catch up with each), <c>skip</c>.</param>
/// <param name="Overlap">Overlap, while the last run is still running: <c>skip</c>, or <c>queue</c> one.</param>
/// <param name="OwedSince">Runs after it are due; null = from the next check of a server.</param>
/// <param name="Runner">Who runs it: <c>vitals</c>, or <c>pg_cron</c> where that has an active job of the name.</param>
public sealed record JobSchedule(
    string Job,
    string Cron,
    string? Zone,
    string ZoneInForce,
    string Function,
    string Body,
    string Misfire,
    string Overlap,
    bool Enabled,
    string Description,
    DateTimeOffset? OwedSince,
    string Runner)
{
    /// <summary>The zones met so far, for laying one out takes a while.</summary>
    private static readonly ConcurrentDictionary<string, BusinessZone> Zones = new();

    /// <summary>All of them, or the one asked for; in the order of their names.</summary>
    public static async Task<IReadOnlyList<JobSchedule>> ReadAsync(NpgsqlConnection db, string? job, CancellationToken ct) =>
        (await db.QueryAsync<JobSchedule>(new CommandDefinition(Sql.Of<JobSchedule>(), new { job }, cancellationToken: ct))).AsList();

    /// <summary>Whether this program runs it.</summary>
    public bool IsOurs => Enabled && Runner == "vitals";

    /// <summary>Its hours, understood. Throws a <see cref="PlainError"/> when somebody wrote an impossible value.</summary>
    [JsonIgnore]
    public CronSchedule Hours => CronSchedule.Parse(Cron);

    /// <summary>The zone of its hours.</summary>
    [JsonIgnore]
    public BusinessZone InZone => Zones.GetOrAdd(ZoneInForce, BusinessZone.Of);
}
