using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>The hours of one job, as they stand in the database.</summary>
/// <param name="Cron">Five fields.</param>
/// <param name="Zone">The zone of the hours; null = the business zone.</param>
/// <param name="ZoneInForce">The same, the business zone put in.</param>
/// <param name="Function">The name under which the owner's callers know the work.</param>
/// <param name="Body">What a run is called with, a JSON object.</param>
/// <param name="Misfire">After missed slots: <c>once</c> (the latest is made up), <c>all</c> (each), <c>skip</c>.</param>
/// <param name="Overlap">While the last run still works: <c>skip</c> the slot, or <c>queue</c> one.</param>
/// <param name="OwedSince">Slots after it are owed; null = from when a server next looks.</param>
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

    /// <summary>Whether this program has to see to its slots.</summary>
    public bool IsOurs => Enabled && Runner == "vitals";

    /// <summary>Its hours, understood. Throws a <see cref="PlainError"/> when somebody wrote what cannot be.</summary>
    [JsonIgnore]
    public CronSchedule Hours => CronSchedule.Parse(Cron);

    /// <summary>The zone of its hours.</summary>
    [JsonIgnore]
    public BusinessZone InZone => Zones.GetOrAdd(ZoneInForce, BusinessZone.Of);
}
