using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Access;

/// <summary>How many rows a purge deleted.</summary>
public sealed record AccessPurged(long Failures, long Links, long Sessions, long AuditLines);

/// <summary>
/// Deletes expired data: counts of failed sign-ins that are forgotten, links and sessions over for 30 days, lines of the audit log of
/// 400 days (by the database's own clock, which nobody who calls it can turn). For the timetable, once a day.
/// </summary>
public sealed record PurgeAccess : IAct<AccessPurged>
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<AccessPurged> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var now = work.Now;
        return await work.Connection.QuerySingleAsync<AccessPurged>(new CommandDefinition(
            Sql.Of<PurgeAccess>(),
            new { forgotten_before = now - SignInBackoff.Forgotten, over_before = now - Kept },
            cancellationToken: ct));
    }
}
