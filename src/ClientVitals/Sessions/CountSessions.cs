using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Sessions;

/// <summary>
/// Counts each client's attended sessions into the hub: of the last 7, 30 and 90 business days with today, and how many days ago the last one
/// was. Day 0 is today. In a book without any session all of them are null: nobody knows, and nobody is said to have stopped coming.
/// From the counts follows the word <c>client_segment</c>: ACTIVE_CONSISTENT with 4 sessions in 30 days and one in the last 14, else ACTIVE_SPORADIC with one in 30 days,
/// INACTIVE_RECENT in 60, INACTIVE_LONG in 90; longer ago, or a former client, CHURNED. It is unknown of who never attended one.
/// </summary>
public sealed record CountSessions : IAct<int>
{
    /// <returns>Of how many clients a count changed.</returns>
    public async Task<int> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var settings = await BusinessSettings.InForceAsync(work.Connection, ct);
        return await AtAsync(work.Connection, BusinessZone.Of(settings.BusinessZone), work.Now, ct);
    }

    /// <summary>The same within somebody's transaction.</summary>
    public static async Task<int> AtAsync(NpgsqlConnection db, BusinessZone zone, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var counted = await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<CountSessions>(), SessionCounts.Asked(zone, zone.DayOf(now)), commandTimeout: 0, cancellationToken: ct));
        await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<CountSessions>("Segments"), new { today = zone.DayOf(now) }, commandTimeout: 0, cancellationToken: ct));
        return counted;
    }
}
