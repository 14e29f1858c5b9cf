using ClientVitals.Database;
using ClientVitals.Packages;
using ClientVitals.Payments;
using ClientVitals.Sessions;
using ClientVitals.Settings;
using ClientVitals.Simulation.Facts;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;
using Dapper;

namespace ClientVitals.Simulation.Walk;

/// <summary>
/// Takes in what a town's studio tells of packages, sessions and payments: a file of each for a night, by the intake that imports files, as of
/// that night. A file that was taken in already is not taken in again.
/// </summary>
internal sealed record TellFacts(VitalsDatabase Database, Town Town, BusinessSettings Settings)
{
    /// <summary>All three come from one system: sessions and payments name its packages.</summary>
    private const string Source = "studio";

    /// <summary>The studio sends its files so long after midnight.</summary>
    private static readonly TimeSpan SentAfter = TimeSpan.FromMinutes(30);

    private static readonly (FactEntity Entity, Func<Stream, FactStreams> To)[] Files =
    [
        (PackageFact.Entity, to => new(Packages: to)),
        (SessionFact.Entity, to => new(Sessions: to)),
        (PaymentFact.Entity, to => new(Payments: to)),
    ];

    /// <summary>Takes in one night's files; returns the rows added and corrected.</summary>
    /// <param name="day">The business day that the night begins.</param>
    /// <param name="write">Writes the rows of one file.</param>
    /// <param name="telling">Told which file comes next.</param>
    public async Task<long> NightAsync(DateOnly day, Action<FactStreams> write, Action<string> telling, CancellationToken ct)
    {
        var now = TownClock.Midnight(Town.Zone, day) + SentAfter;
        var there = await ThereAsync(day, ct);
        var rows = 0L;
        foreach (var (entity, to) in Files)
        {
            var name = NameOf(entity, day);
            if (there.Contains(name)) continue;
            telling(entity.Name);
            using var written = new MemoryStream();
            write(to(written));
            using var file = FactFile.Of(entity.Identity, name, written.ToArray(), entity.Reading(Settings, now) with { Source = Source });
            var done = await new Intake<FactRow>(entity) { By = EnterPauses.By }.RunAsync(Database, file, now, rejected: null, progress: null, ct);
            rows += done.Added + done.Corrected;
        }
        return rows;
    }

    private async Task<HashSet<string>> ThereAsync(DateOnly day, CancellationToken ct)
    {
        await using var db = await Database.OpenAsync(ct);
        var names = Files.Select(file => NameOf(file.Entity, day)).ToArray();
        return [.. await db.QueryAsync<string>(new CommandDefinition(Sql.Of<TellFacts>(), new { names }, cancellationToken: ct))];
    }

    private static string NameOf(FactEntity entity, DateOnly day) => $"simulated-{entity.Name}-{day:yyyy-MM-dd}.csv";
}
