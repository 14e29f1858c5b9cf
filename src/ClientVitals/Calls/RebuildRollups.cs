using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Calls;

/// <summary>What a rebuild of the roll-up found. Rows are client-years.</summary>
/// <param name="Equal">Rows as they should be.</param>
/// <param name="Different">Rows that said something else.</param>
/// <param name="Missing">Rows that were not there.</param>
/// <param name="Superfluous">Rows of which no call speaks.</param>
/// <param name="BusinessZone">The zone in which days are cut from now on.</param>
public sealed record RollupsRebuilt(long Equal, long Different, long Missing, long Superfluous, string BusinessZone)
{
    /// <summary>Rows that were set right.</summary>
    public long Repaired => Different + Missing + Superfluous;
}

/// <summary>
/// Counts all calls again, by SQL other than the triggers', compares with the roll-up that they keep, and sets right what
/// differs. The analysis does so by itself after the zone or what counts as engagement changed; otherwise it finds nothing to do. Writers
/// of calls wait meanwhile.
/// </summary>
public sealed record RebuildRollups : IAct<RollupsRebuilt>
{
    /// <summary>
    /// After a change of the zone or of what counts: where no call is there yet, the new rule holds at once and nobody has to
    /// count again. False, with nothing changed, when there are calls.
    /// </summary>
    public static async Task<bool> RunWithoutCallsAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using (var db = await database.OpenAsync(ct))
        {
            if (await db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<RebuildRollups>("AnyCalls"), cancellationToken: ct)))
                return false;
        }
        await database.DoAsync(new RebuildRollups(), Principal.Program, now, ct);
        return true;
    }

    /// <summary>Counts, compares and sets right.</summary>
    public async Task<RollupsRebuilt> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var rebuilt = await CountAsync(work.Connection, work.Now, ct);
        await new Audit(CallActions.RollupsRebuilt, null, new Dictionary<string, string> { ["repaired"] = rebuilt.Repaired.ToString(CultureInfo.InvariantCulture) }).RunAsync(work, ct);
        return rebuilt;
    }

    /// <summary>The same as a part of an analysis, whose run is on record by itself.</summary>
    internal static async Task<RollupsRebuilt> CountAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct)
    {
        Task<int> StepAsync(string step, object? about = null) =>
            db.ExecuteAsync(new CommandDefinition(Sql.Of<RebuildRollups>(step), about, commandTimeout: 0, cancellationToken: ct));

        // In turn with imports: one in the middle would wait for our lock while we wait for its clients.
        await StepAsync("Wait");
        await StepAsync("Lock");
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var about = new { zone = settings.BusinessZone, channels = settings.EngagedChannels, statuses = settings.EngagedStatuses, now };
        await StepAsync("Count", about);
        var (equal, different, missing, superfluous) = await db.QuerySingleAsync<(long, long, long, long)>(
            new CommandDefinition(Sql.Of<RebuildRollups>("Compare"), commandTimeout: 0, cancellationToken: ct));
        if (different + missing + superfluous > 0)
            await StepAsync("Repair");
        await StepAsync("Basis", about);
        return new RollupsRebuilt(equal, different, missing, superfluous, settings.BusinessZone);
    }
}
