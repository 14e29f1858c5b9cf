using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Benchmarks.Book;

/// <summary>What a step in a process of its own says when it ends.</summary>
/// <param name="Ours">Seconds of each round.</param>
/// <param name="Yardstick">Seconds of the yardstick's rounds, taken in turns with ours; empty where it is measured elsewhere.</param>
/// <param name="Said">What was done, in words.</param>
/// <param name="PeakMegabytes">The most memory the process held at once (VmHWM).</param>
internal sealed record StepDone(double[] Ours, double[] Yardstick, string Said, double PeakMegabytes);

/// <summary>The steps of the book, each run in a process of its own, so that its memory is its own.</summary>
internal sealed record BookStep(string Home, string Database, string File, DateTimeOffset AsOf, int Rounds)
{
    /// <summary>Starts this program again for one step and waits for what it says.</summary>
    public async Task<StepDone> StartAsync(string step)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        string[] arguments = ["book-step", step, Home, Database, File, AsOf.ToString("O", CultureInfo.InvariantCulture), Rounds.ToString(CultureInfo.InvariantCulture)];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<StepDone>(said)!
            : throw new InvalidOperationException($"The step {step} ended with {process.ExitCode}.");
    }

    /// <summary>The other side of <see cref="StartAsync"/>.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        Rows.Teach();
        var step = new BookStep(
            arguments[1], arguments[2], arguments[3], DateTimeOffset.Parse(arguments[4], CultureInfo.InvariantCulture), int.Parse(arguments[5], CultureInfo.InvariantCulture));
        var done = arguments[0] switch
        {
            "check" => step.Check(),
            "import" => await step.ImportAsync(),
            "analyze" => await step.AnalyzeAsync(),
            _ => throw new ArgumentException($"There is no step {arguments[0]}."),
        };
        Console.WriteLine(JsonSerializer.Serialize(done with { PeakMegabytes = PeakMegabytes() }));
        return 0;
    }

    /// <summary>Reading, folding and judging the file, without a database.</summary>
    private StepDone Check()
    {
        var zone = BusinessZone.Of(BookBenchmark.ZoneId);
        var clock = Stopwatch.StartNew();
        using var file = CallFile.Open(File, new CallFileOptions(AsOf, zone));
        var book = BookOfFile.AsOf(file, zone, WhatCounts.Default, AsOf, null, default);
        var read = clock.Elapsed.TotalSeconds;
        var moment = Moment.Of(AsOf, TimeZoneInfo.FindSystemTimeZoneById(BookBenchmark.ZoneId));
        var calibration = BookCalibrationFit.Of(BookCalibration.Sample(book.Histories), moment.Date);
        var judged = PatternBook.Judge(book.Histories, moment, PatternRule.Calibrated, PatternBudgets.Default, calibration);
        return new([clock.Elapsed.TotalSeconds], [], string.Create(CultureInfo.InvariantCulture, $"{judged.Length} clients judged; {read:0.00} s of it reading and folding"), 0);
    }

    private async Task<StepDone> ImportAsync()
    {
        await using var database = Open();
        var clock = Stopwatch.StartNew();
        using var file = CallFile.Open(File, new CallFileOptions(AsOf.AddDays(1), BusinessZone.Of(BookBenchmark.ZoneId)));
        var done = await new ImportCalls().RunAsync(database, file, AsOf.AddDays(1), null, null, default);
        return new([clock.Elapsed.TotalSeconds], [], $"read {done.Read}, added {done.Added}, unchanged {done.Unchanged}, corrected {done.Corrected}, rejected {done.Rejected}, clients made {done.ClientsMade}", 0);
    }

    /// <summary>
    /// The analysis of one day after the other, each with the calls of its day, in turns with the statement that only computes. The first
    /// round of each warms and is not counted.
    /// </summary>
    private async Task<StepDone> AnalyzeAsync()
    {
        await using var database = Open();
        await using var db = await database.OpenAdminAsync();
        await db.ExecuteAsync("set max_parallel_workers_per_gather = 0; set jit = off");
        var sql = await BookBenchmark.TextAsync("DocumentedRule.sql");
        var ours = new List<double>();
        var theirs = new List<double>();
        AnalysisDone? done = null;
        var spent = new List<(double Program, double Server)>();
        for (var round = 0; round <= Rounds; round++)
        {
            if (round > 0)
                await (this with { File = DayFile(File, round), AsOf = AsOf.AddDays(round - 1) }).StartAsync("import");
            var before = ProcessorTime.Of(Home);
            var clock = Stopwatch.StartNew();
            done = await new AnalyzeCallPatterns().RunAsync(database, AsOf.AddDays(round), "person", null, default);
            ours.Add(clock.Elapsed.TotalSeconds);
            spent.Add(ProcessorTime.Of(Home).Since(before));
            clock.Restart();
            _ = (await db.QueryAsync(sql, new { as_of = AsOf.AddDays(round), zone = BookBenchmark.ZoneId }, commandTimeout: 0)).AsList();
            theirs.Add(clock.Elapsed.TotalSeconds);
        }
        var bare = await OnlyWritesAsync(db);
        return new([.. ours.Skip(1)], [.. theirs.Skip(1)], string.Create(
            CultureInfo.InvariantCulture,
            $"{done!.Analyzed} clients, {done.Written} rows written; {bare:0.00} s are two statements that only write as many; processor time of the program {Figure.Median(spent.Skip(1).Select(s => s.Program)):0.00} s, of the server {Figure.Median(spent.Skip(1).Select(s => s.Server)):0.00} s"), 0);
    }

    /// <summary>What remains when nothing is read and nothing judged: the median of a few rounds, each rolled back.</summary>
    private static async Task<double> OnlyWritesAsync(NpgsqlConnection db)
    {
        var (lay, write) = (await BookBenchmark.TextAsync("OnlyWrites.Lay.sql"), await BookBenchmark.TextAsync("OnlyWrites.sql"));
        var seconds = new List<double>();
        for (var round = 0; round < 4; round++)
        {
            await using var work = await db.BeginTransactionAsync();
            await db.ExecuteAsync(lay, commandTimeout: 0);
            await db.ExecuteAsync("analyze only_writes");
            var clock = Stopwatch.StartNew();
            await db.ExecuteAsync(write, commandTimeout: 0);
            seconds.Add(clock.Elapsed.TotalSeconds);
            await work.RollbackAsync();
        }
        return Figure.Median(seconds.Skip(1));
    }

    /// <summary>Where the calls of one day after the first moment stand.</summary>
    public static string DayFile(string folder, int day) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"day-{day}.csv"));

    private VitalsDatabase Open() => VitalsDatabase.Embedded(Database, new EmbeddedPostgres(new VitalsHome(Home)));

    private static double PeakMegabytes()
    {
        if (!OperatingSystem.IsLinux())
            return Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        var line = System.IO.File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
