using System.Diagnostics;
using System.Globalization;
using ClientVitals.Backups;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Migrations;
using ClientVitals.Simulation;
using Dapper;
using Npgsql;

namespace ClientVitals.Benchmarks.Book;

/// <summary>
/// A whole book of clients, end to end, each figure beside its yardstick from the same run and the bar it is held against.
/// <c>dotnet run -c Release --project benchmarks/ClientVitals.Benchmarks -- book [--clients N] [--weeks W] [--only check,import,analyze,history,earlier,restore]</c>
/// </summary>
internal sealed class BookBenchmark(string folder, EmbeddedPostgres cluster, int clients, int weeks)
{
    public const string ZoneId = "Asia/Dubai";

    private const int Rounds = 5;
    private const double MostMegabytes = 600;
    private static readonly DateTimeOffset AsOf = new(2025, 12, 8, 4, 0, 0, TimeSpan.Zero);
    private static readonly string[] Parts = ["check", "import", "analyze", "history", "earlier", "restore"];

    private readonly List<Figure> _figures = [];

    public static async Task<int> RunAsync(string[] options)
    {
        Rows.Teach();
        var only = Given(options, "--only")?.Split(',') ?? Parts;
        if (only.Except(Parts).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"There is no part {unknown}; the parts are {string.Join(", ", Parts)}.");
            return 2;
        }
        // Not a private temporary folder: as root, PostgreSQL runs as another user, who must reach it.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"vitals-book-{Environment.ProcessId}")).FullName;
        var cluster = new EmbeddedPostgres(new VitalsHome(Path.Combine(folder, "home")));
        try
        {
            var book = new BookBenchmark(folder, cluster, Number(options, "--clients", 100_000), Number(options, "--weeks", 26));
            await book.PartsAsync(only);
            return 0;
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await cluster.StopAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A yardstick's text, from beside this program.</summary>
    public static Task<string> TextAsync(string name) => File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Book", name));

    private async Task PartsAsync(string[] only)
    {
        if (only.Except(["history", "earlier"]).Any())
        {
            var (file, rows) = Simulate("calls", clients, weeks, AsOf);
            Say($"{clients} clients, {weeks} weeks, {rows} rows, {new FileInfo(file).Length / 1e6:0} MB of CSV; {Environment.ProcessorCount} cores");
            if (only.Contains("check"))
                await CheckAsync(file);
            if (only.Any(part => part is "import" or "analyze" or "restore"))
                await DatabaseAsync(file, rows, only);
        }
        if (only.Contains("history"))
            await HistoryAsync();
        if (only.Contains("earlier"))
            await EarlierAsync();
        Figure.Print(_figures);
    }

    private async Task DatabaseAsync(string file, long rows, string[] only)
    {
        await using var database = await MakeAsync("book");
        var imported = await StepAsync("import", "book", file);
        if (only.Contains("import"))
        {
            await RebuildAsync(database);
            await AgainAsync(file, rows);
        }
        if (only.Contains("analyze"))
            await AnalyzeAsync();
        if (only.Contains("restore"))
            await RestoreAsync(database);
        if (!only.Contains("import"))
            return;
        var (bare, whole) = await CopyYardstick.RunAsync(database, Path.Combine(folder, "calls.copy"));
        var ours = rows / imported.Ours[0];
        _figures.Add(new("import, against COPY without the roll-up's trigger", ours, "rows/s", bare, 0.4, AtLeast: true));
        _figures.Add(new("import, against COPY with the roll-up's trigger", ours, "rows/s", whole));
        _figures.Add(new("import, peak memory", imported.PeakMegabytes, "MB", Bar: MostMegabytes));
    }

    private async Task CheckAsync(string file)
    {
        var rounds = new List<StepDone>();
        // A process each, as a user runs it; the first warms the file's pages and is not counted.
        for (var round = 0; round <= Rounds; round++)
            rounds.Add(await StepAsync("check", "", file));
        _figures.Add(new($"check of the file (median of {Rounds})", Figure.Median(rounds.Skip(1).Select(r => r.Ours[0])), "s", Bar: 15));
        _figures.Add(new("check, peak memory", rounds.Max(r => r.PeakMegabytes), "MB", Bar: MostMegabytes));
    }

    /// <summary>The same file again, and the file of the next day.</summary>
    private async Task AgainAsync(string file, long rows)
    {
        var again = await StepAsync("import", "book", file);
        _figures.Add(new("the same file again (all unchanged)", rows / again.Ours[0], "rows/s"));
        _figures.Add(new("the same file again, peak memory", again.PeakMegabytes, "MB", Bar: MostMegabytes));
        var daily = BookStep.DayFile(Days("later", clients, weeks, 1), 1);
        _figures.Add(new("the next day's file on top", (await StepAsync("import", "book", daily)).Ours[0], "s"));
    }

    private async Task AnalyzeAsync()
    {
        var done = await StepAsync("analyze", "book", Days("ahead", clients, weeks, Rounds));
        _figures.Add(new($"analysis with all writes, against one statement (median of {Rounds})", Figure.Median(done.Ours), "s", Figure.Median(done.Yardstick), 3));
        _figures.Add(new("analysis, peak memory", done.PeakMegabytes, "MB", Bar: MostMegabytes));
    }

    /// <summary>A backup of the whole book, and its restore into an empty database of the same cluster.</summary>
    private async Task RestoreAsync(VitalsDatabase database)
    {
        var file = Path.Combine(folder, "book.vitals.zip");
        var clock = Stopwatch.StartNew();
        var made = await new BackupDatabase(database).ToFileAsync(file, AsOf, null, default);
        _figures.Add(new("backup of the book", made.Rows / clock.Elapsed.TotalSeconds, "rows/s"));
        await using var again = VitalsDatabase.Embedded("again", cluster);
        clock.Restart();
        using var archive = BackupArchive.Open(file);
        var restored = await new RestoreDatabase(again, MigrationFile.Folder()).RunAsync(archive, null, default);
        var took = clock.Elapsed.TotalSeconds;
        Say($"restore: {restored.Rows} rows of {restored.Tables} tables in {took:0.0} s");
        _figures.Add(new("restore of that backup into an empty database", restored.Rows / took, "rows/s"));
    }

    /// <summary>A thousand clients in a book of their own, so that both ways do the same work.</summary>
    private async Task EarlierAsync()
    {
        var few = Math.Min(clients, 1000);
        await using var database = await MakeAsync("few");
        var (file, _) = Simulate("few", few, weeks, AsOf);
        await StepAsync("import", "few", file);
        File.Delete(file);
        var ours = Figure.Median((await StepAsync("analyze", "few", "")).Ours);
        var earlier = new List<double>();
        for (var round = 0; round <= Rounds; round++)
            earlier.Add(await EarlierWay.RunAsync(database, AsOf, few));
        _figures.Add(new($"analysis of {few} clients, against the earlier way (three round trips each)", ours, "s", Figure.Median(earlier.Skip(1))));
    }

    /// <summary>A tenth of the clients, once with this history and once with ten times as long a one.</summary>
    private async Task HistoryAsync()
    {
        var few = Math.Max(clients / 10, 1);
        var medians = new List<double>();
        foreach (var (name, length) in new[] { ("once", weeks), ("tenfold", weeks * 10) })
        {
            await using var database = await MakeAsync(name);
            var (file, _) = Simulate(name, few, length, AsOf);
            await StepAsync("import", name, file);
            File.Delete(file);
            medians.Add(Figure.Median((await StepAsync("analyze", name, Days(name + "-ahead", few, length, Rounds))).Ours));
        }
        _figures.Add(new($"analysis of {few} clients with ten times the history, against once", medians[1], "s", medians[0], 1.3));
    }

    private async Task<StepDone> StepAsync(string step, string database, string file)
    {
        var done = await new BookStep(cluster.Home.Path, database, file, AsOf, Rounds).StartAsync(step);
        Say($"{step}{(database.Length > 0 ? " " + database : "")}: {string.Join(" ", done.Ours.Select(Seconds))} s{(done.Yardstick.Length > 0 ? " (yardstick: " + string.Join(" ", done.Yardstick.Select(Seconds)) + " s)" : "")}; {done.Said}; peak {done.PeakMegabytes:0} MB");
        return done;
    }

    private async Task<VitalsDatabase> MakeAsync(string name)
    {
        var database = VitalsDatabase.Embedded(name, cluster);
        await new PushMigrations(database, MigrationFile.Folder()).RunAsync(null, default);
        await using var work = await database.BeginAsync(ClientVitals.Database.Principal.Program, DateTimeOffset.UnixEpoch, default);
        await new ChangeSettings(BusinessZone: ZoneId).RunAsync(work, default);
        await work.Connection.ExecuteAsync("update call_rollup_basis set business_zone = @zone", new { zone = ZoneId });
        await work.CommitAsync(default);
        return database;
    }

    private static async Task RebuildAsync(VitalsDatabase database)
    {
        var clock = Stopwatch.StartNew();
        var rebuilt = await database.DoAsync(new RebuildRollups(), ClientVitals.Database.Principal.Program, AsOf, default);
        if (rebuilt.Repaired > 0)
            throw new InvalidOperationException($"The roll-up after the import had {rebuilt.Repaired} wrong rows.");
        Say($"calls rebuild: {rebuilt.Equal} rows of the roll-up right, none to repair; {clock.Elapsed.TotalSeconds:0.0} s");
    }

    private (string File, long Rows) Simulate(string name, int people, int length, DateTimeOffset asOf)
    {
        var file = Path.Combine(folder, name + ".csv");
        using var to = TownFile.Create(file);
        return (file, TownFile.Write(new Town(20251208, people, length, DateOnly.FromDateTime(AsOf.UtcDateTime)), asOf, to));
    }

    /// <summary>
    /// The same town seen some days later, as one file a day with what happened or was logged in it. No field of the town holds a comma:
    /// the eighth and the ninth are when the call was and when it was logged.
    /// </summary>
    private string Days(string name, int people, int length, int days)
    {
        var (whole, _) = Simulate(name, people, length, AsOf.AddDays(days));
        var into = Directory.CreateDirectory(Path.Combine(folder, name + "-days")).FullName;
        var files = Enumerable.Range(1, days).Select(day => new StreamWriter(BookStep.DayFile(into, day))).ToArray();
        var bounds = Enumerable.Range(0, days).Select(day => AsOf.UtcDateTime.AddDays(day).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)).ToArray();
        var first = true;
        foreach (var line in File.ReadLines(whole))
        {
            var fields = line.Split(',');
            foreach (var file in files.Where((_, day) => first || DayOf(fields, bounds) == day))
                file.WriteLine(line);
            first = false;
        }
        foreach (var file in files)
            file.Dispose();
        File.Delete(whole);
        return into;
    }

    private static int DayOf(string[] fields, string[] bounds)
    {
        var known = string.CompareOrdinal(fields[7], fields[8]) > 0 ? fields[7] : fields[8];
        return Array.FindLastIndex(bounds, bound => string.CompareOrdinal(known, bound) >= 0);
    }

    private static string? Given(string[] options, string name)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : null;
    }

    private static int Number(string[] options, string name, int otherwise) =>
        Given(options, name) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;

    private static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
