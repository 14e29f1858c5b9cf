using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.Runs;

/// <summary>Whether anything is known of sessions, and how fresh it is.</summary>
/// <param name="HasSessions">Without any, sessions are unknown and nobody is said to have stopped coming.</param>
/// <param name="LastToldAt">When a source last told of sessions.</param>
public sealed record SessionFreshness(bool HasSessions, DateTimeOffset? LastToldAt)
{
    /// <summary>
    /// Sessions that nobody told of for so long say nothing about now: counts of 7 days would be empty for everybody. A source that delivers once a week is fresh.
    /// </summary>
    public static readonly TimeSpan Holds = TimeSpan.FromDays(8);

    public bool IsStaleAt(DateTimeOffset at) => HasSessions && (LastToldAt is not { } last || at - last > Holds);

    public static async Task<SessionFreshness> AtAsync(NpgsqlConnection db, DateTimeOffset at, CancellationToken ct) =>
        await db.QuerySingleAsync<SessionFreshness>(new CommandDefinition(Sql.Of<SessionFreshness>(), new { at = at.ToUniversalTime() }, cancellationToken: ct));
}
