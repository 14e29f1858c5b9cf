using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals.Sessions;

/// <summary>
/// Counts each client's attended sessions into the hub: of the last 7, 30 and 90 business days with today, and how many days ago the last one
/// was. Day 0 is today. In a book without any session all of them are null: nobody knows, and nobody is said to have stopped coming.
/// </summary>
public sealed record CountSessions : IAct<int>
{
    /// <returns>How many clients' rows changed.</returns>
    public async Task<int> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var settings = await BusinessSettings.InForceAsync(work.Connection, ct);
        var zone = BusinessZone.Of(settings.BusinessZone);
        var today = zone.DayOf(work.Now);
        return await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<CountSessions>(), SessionCounts.Asked(zone, today), commandTimeout: 0, cancellationToken: ct));
    }
}
