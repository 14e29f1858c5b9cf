using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Access;

/// <summary>How many rows a purge deleted.</summary>
public sealed record AccessPurged(long Failures, long Links, long Sessions, long AuditLines);

/// <summary>
/// Takes away what is over: counts of failed sign-ins that are forgotten, links and sessions over for 30 days, lines of the audit log of
/// 400 days (by the database's own clock, which nobody who calls it can turn). For the timetable, once a day.
/// </summary>
public static class PurgeAccess
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static async Task<AccessPurged> RunAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var work = await database.BeginAsync(ct);
        var purged = await work.Connection.QuerySingleAsync<AccessPurged>(new CommandDefinition(
            Sql.Of(typeof(PurgeAccess)),
            new { forgotten_before = now - SignInPatience.Forgotten, over_before = now - Kept },
            cancellationToken: ct));
        await work.CommitAsync(ct);
        return purged;
    }
}
