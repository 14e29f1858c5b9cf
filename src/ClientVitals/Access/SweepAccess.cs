using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Access;

/// <summary>What a sweep took away.</summary>
public sealed record AccessSwept(long Failures, long Links, long Sessions, long AuditLines);

/// <summary>
/// Takes away what is over: counts of failed sign-ins that are forgotten, links and sessions over for 30 days, lines of the audit log of
/// 400 days (by the database's own clock, which nobody who calls it can turn). For the timetable, once a day.
/// </summary>
public sealed record SweepAccess : IAct<AccessSwept>
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<AccessSwept> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var now = work.Now;
        return await work.Connection.QuerySingleAsync<AccessSwept>(new CommandDefinition(
            Sql.Of<SweepAccess>(),
            new { forgotten_before = now - SignInPatience.Forgotten, over_before = now - Kept },
            cancellationToken: ct));
    }
}
