using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Migrations;
using ClientVitals.Simulation;
using ClientVitals.Simulation.Walk;

namespace ClientVitals.Cli.Up;

/// <summary>The demo: a town of 200 clients in a database of its own, told until today's midnight, judged and listed.</summary>
internal static class DemoTown
{
    private const long Seed = 1;
    private const int Clients = 200;
    private const int Weeks = 26;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<int> ShowAsync(bool reset, DateTimeOffset now, CancellationToken cancel)
    {
        // Always the embedded cluster and always this name, whatever DATABASE_URL says.
        await using var database = VitalsDatabase.Embedded(VitalsDatabase.DemoName);
        var home = database.Cluster!.Home;
        home.Make();
        // Two demos at once would tell the same town twice; the second waits and finds it told.
        using var alone = await FileLock.TakeAsync(Path.Combine(home.Path, "demo.lock"), Patience, cancel);
        Console.WriteLine($"The demo has its own database: {database.Where}.");
        if (!string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("DATABASE_URL")))
        {
            Console.WriteLine("DATABASE_URL is set; the demo does not touch that server.");
        }
        if (reset)
        {
            var address = await database.Cluster.StartAsync(cancel: cancel);
            var dropped = await EmbeddedPostgres.DropDatabaseAsync(address, VitalsDatabase.DemoName, cancel);
            Console.WriteLine(dropped ? "The old demo is deleted." : "There was no demo yet.");
        }

        var steps = await Waiting.ForAsync("Making the schema", _ => new PushMigrations(database, MigrationFile.Folder()).RunAsync(null, cancel));
        if (steps.Count > 0) Console.WriteLine($"Schema: {steps.Count} migrations in {Seconds(steps.Sum(step => step.Took.TotalSeconds))}.");

        var today = TownClock.DayOf(Town.UsualZone, now);
        TownMark? mark;
        await using (var db = await database.OpenAdminAsync(cancel)) mark = await TownMark.ReadAsync(db, cancel);
        var town = mark?.Town ?? new Town(Seed, Clients, Weeks, today);
        if (mark?.ToldUntil == today)
        {
            Console.WriteLine($"The demo is up to date until today; nothing was changed. To start over: vitals up --demo --reset");
        }
        else
        {
            await TellAsync(database, town, mark, today, now, cancel);
        }
        return await ListAsync(town, today);
    }

    private static async Task TellAsync(VitalsDatabase database, Town town, TownMark? mark, DateOnly today, DateTimeOffset now, CancellationToken cancel)
    {
        if (mark?.ToldUntil > today)
        {
            throw new PlainError($"The demo has calls until {mark.ToldUntil:yyyy-MM-dd}, which is after today; correct the machine's clock, or start over with vitals up --demo --reset.");
        }
        var watch = TimeProvider.System.GetTimestamp();
        var told = await Waiting.ForAsync("Simulating the demo", progress => new TellTown(town, today) { SentSince = mark?.ToldUntil ?? new WalkTown(town, today).Earliest }.RunAsync(database, now, progress, cancel));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(mark?.ToldUntil is { } last ? $"The simulation continues from {last:d MMM yyyy}" : $"A simulated business of {town.Clients} clients, {town.Weeks} weeks")} until midnight of {today:ddd d MMM yyyy} ({town.Zone}): {told.CallsAdded} calls added, {told.CallsCorrected} corrected, {told.PausesAdded} holidays entered, in {Seconds(TimeProvider.System.GetElapsedTime(watch).TotalSeconds)}."));
        if (await RunAsync("call-patterns", "analyze", "--demo") is not Door.Done and var code)
        {
            throw new PlainError($"The analysis failed (exit code {code}); run vitals up --demo again.");
        }
        await using var db = await database.OpenAdminAsync(cancel);
        await ((await TownMark.ReadAsync(db, cancel) ?? new(town, null)) with { ToldUntil = today }).WriteAsync(db, cancel);
    }

    private static async Task<int> ListAsync(Town town, DateOnly today)
    {
        if (await RunAsync("call-patterns", "breaks", "--demo") is not Door.Done and var code) return code;
        // Analyses of a day are as of 08:00, which today may not have come yet.
        var yesterday = today.AddDays(-1);
        var stopped = town.Residents().First(resident => resident.Kind == Kind.Stopping);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"""

            What to try next:
              one coach's list        vitals call-patterns breaks --coach "{stopped.Coach}" --demo
              one client's history    vitals call-patterns history {stopped.Email} --demo
              the documented rule     vitals call-patterns analyze --rule documented --as-of {yesterday:yyyy-MM-dd} --demo
              and whom it lists       vitals call-patterns breaks --rule documented --as-of {yesterday:yyyy-MM-dd} --demo
              tomorrow: one more day  vitals up --demo
              a business of your own  vitals simulate --clients 1000 --out calls.csv.gz --truth truth.csv
              your own calls          vitals up
            """));
        return Door.Done;
    }

    // The demo shows the very commands that do the work, so that they are known when one's own calls are in.
    private static Task<int> RunAsync(params string[] words)
    {
        Console.WriteLine($"\n$ vitals {string.Join(' ', words)}");
        return Door.RunAsync(words);
    }

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");
}
