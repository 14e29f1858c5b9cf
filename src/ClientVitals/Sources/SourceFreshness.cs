using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>How long a source has been silent, against its own habit.</summary>
/// <param name="Hours">Hours of the last 60 days in which something arrived.</param>
/// <param name="LastAt">When something last arrived.</param>
/// <param name="SilentSeconds">Since then.</param>
/// <param name="UsualSeconds">
/// The second-longest gap of those days: weekends and holidays are in it, one outage is not taken for a habit. Null = too few to say.
/// </param>
public sealed record SourceFreshness(string Source, int Hours, DateTimeOffset LastAt, double SilentSeconds, double? UsualSeconds)
{
    /// <summary>How far back is looked.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromDays(60);

    /// <summary>Fewer arrivals than that are no habit.</summary>
    public const int Fewest = 5;

    /// <summary>Silent beyond a day, and half as long again as it ever is.</summary>
    public bool IsStale => Hours >= Fewest && UsualSeconds is { } usual && SilentSeconds > Math.Max(1.5 * usual, TimeSpan.FromDays(1).TotalSeconds);

    /// <summary>All that delivered lately, by name; at most a thousand.</summary>
    public static async Task<IReadOnlyList<SourceFreshness>> ReadAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct) =>
        (await db.QueryAsync<SourceFreshness>(new CommandDefinition(Sql.Of<SourceFreshness>(), new { now, since = now - Within }, cancellationToken: ct))).AsList();
}
