using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Simulation;

/// <summary>What a telling changed.</summary>
/// <param name="CallsRead">Rows of the town's file.</param>
/// <param name="CallsCorrected">Calls that were booked and have taken place since.</param>
/// <param name="PausesAdded">Recorded pauses that were not there yet.</param>
public sealed record TownTold(long CallsRead, long CallsAdded, long CallsCorrected, int PausesAdded);

/// <summary>
/// Tells a town's story into a database, until the midnight that begins a business day: its calls by the same import that reads a file,
/// its recorded pauses as if by hand. Tells what is new only; broken off, it can be told again.
/// </summary>
/// <param name="Until">The business day whose midnight ends the story.</param>
public sealed record TellTown(Town Town, DateOnly Until)
{
    /// <summary>
    /// The business day since which the business has sent its calls here; null = it begins now. Those before it come as of its midnight, and who
    /// calls for the first time after it is known since that day and not since today: a past day is judged of the clients it knew.
    /// </summary>
    public DateOnly? SentSince { get; init; }

    /// <summary>The currency and the telephone region of a business on the Gulf.</summary>
    private const string Currency = "AED", PhoneRegion = "AE";

    private const string FileName = "simulated-town.csv";

    /// <summary>Tells it. The database is migrated and holds no other story.</summary>
    public async Task<TownTold> RunAsync(VitalsDatabase database, DateTimeOffset now, IProgress<string>? progress, CancellationToken ct)
    {
        await MarkAsync(database, ct);
        await SettleAsync(database, now, ct);

        var told = new TownTold(0, 0, 0, 0);
        DateTimeOffset? since = null;
        foreach (var day in SentOn())
        {
            var until = TownClock.Midnight(Town.Zone, day);
            var imported = await SendAsync(database, since, until, day == Until ? now : until, progress, ct);
            told = told with { CallsRead = told.CallsRead + imported.Read, CallsAdded = told.CallsAdded + imported.Added, CallsCorrected = told.CallsCorrected + imported.Corrected };
            since = until;
        }

        progress?.Report("entering holidays");
        await using var work = await database.BeginAsync(ct);
        var pauses = await new EnterPauses(Town).RunAsync(work.Connection, now, ct);
        await work.CommitAsync(ct);
        return told with { PausesAdded = pauses };
    }

    private async Task<IntakeDone> SendAsync(
        VitalsDatabase database, DateTimeOffset? since, DateTimeOffset until, DateTimeOffset now, IProgress<string>? progress, CancellationToken ct)
    {
        progress?.Report("writing calls");
        using var written = new MemoryStream();
        TownFile.Write(Town, until, written, since: since, stop: ct);
        using var file = CallFile.Of(FileName, written.ToArray(), new CallFileOptions(now, BusinessZone.Of(Town.Zone)) { PhoneRegion = PhoneRegion });
        return await new ImportCalls().RunAsync(database, file, now, rejected: null, new Said(progress), ct);
    }

    // The midnights at which calls are sent: the first, each that follows the first call of somebody new, and the last.
    private IEnumerable<DateOnly> SentOn()
    {
        if (SentSince is not { } first || first >= Until) return [Until];
        var log = new SimulatedLog(Town, TownClock.Midnight(Town.Zone, Until));
        return Town.Residents()
            .Select(resident => log.Of(resident).Select(call => (long?)call.LoggedAt).Min())
            .Where(at => at is not null)
            .Select(at => TownClock.DayOf(Town.Zone, DateTimeOffset.FromUnixTimeSeconds(at!.Value)).AddDays(1))
            .Where(day => day > first)
            .Append(first)
            .Append(Until)
            .Distinct()
            .Order();
    }

    // The town's days are cut in its own zone; the roll-up has to be too, before the first call comes. Proving it costs next to nothing here.
    private async Task SettleAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        var town = new Principal("program", EnterPauses.By, DatabaseIdentity.Service);
        await database.DoAsync(new ChangeSettings(BusinessZone: Town.Zone, Currency: Currency, PhoneRegion: PhoneRegion), town, now, ct);
        await database.DoAsync(new RebuildRollups(), town, now, ct);
    }

    private sealed class Said(IProgress<string>? to) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => to?.Report(value.Step);
    }

    // From the first row on the database says whose story it is, so that a telling that was broken off goes on with the same town.
    private async Task MarkAsync(VitalsDatabase database, CancellationToken ct)
    {
        await using var db = await database.OpenAdminAsync(ct);
        if (await TownMark.ReadAsync(db, ct) is null) await new TownMark(Town, null).WriteAsync(db, ct);
    }
}
