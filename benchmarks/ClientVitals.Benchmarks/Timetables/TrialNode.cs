using System.Diagnostics;
using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Server.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClientVitals.Benchmarks.Timetables;

/// <summary>
/// One server of a trial: a process of its own that hosts the timetable as the product does, with two jobs of the trial in place of the
/// rooms' and a faster clock. The program that runs the trial starts itself again for it, known by an environment variable.
/// </summary>
internal static class TrialNode
{
    private const string Database = "VITALS_TRIAL_DATABASE", Since = "VITALS_TRIAL_SINCE", Fold = "VITALS_TRIAL_FOLD";

    /// <summary>Work of a trial keeps one row for each slot, in the transaction that closes its run; now and then it takes longer.</summary>
    public static readonly IReadOnlyList<Job> Jobs = [new("trial-short", [], (d, t, n, c) => WorkAsync(d, t, n, 800, c)), new("trial-long", [], (d, t, n, c) => WorkAsync(d, t, n, 1500, c))];

    /// <summary>Real times of a trial: a look each second, a lease of three.</summary>
    private static readonly TimetablePace Pace = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));

    public static Process Start(string database, DateTimeOffset since, double fold)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(System.Reflection.Assembly.GetExecutingAssembly().Location);
        start.Environment[Database] = database;
        start.Environment[Since] = since.ToString("O", CultureInfo.InvariantCulture);
        start.Environment[Fold] = fold.ToString("R", CultureInfo.InvariantCulture);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, said) =>
        {
            if (said.Data is not null)
                Console.Error.WriteLine($"node {process.Id}: {said.Data}");
        };
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Whether this process was started as one.</summary>
    public static bool IsAsked => Environment.GetEnvironmentVariable(Database) is { Length: > 0 };

    /// <summary>Serves until it is told to stop.</summary>
    public static async Task ServeAsync()
    {
        Rows.Teach();
        var fold = double.Parse(Environment.GetEnvironmentVariable(Fold)!, CultureInfo.InvariantCulture);
        var since = DateTimeOffset.Parse(Environment.GetEnvironmentVariable(Since)!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        await using var database = VitalsDatabase.At(new(Environment.GetEnvironmentVariable(Database)!));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton<TimeProvider>(new FoldedClock(since, fold));
        builder.Services.AddLogging(log => log.AddSimpleConsole().SetMinimumLevel(LogLevel.Critical));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        Timetabled.Add(builder.Services, Jobs, Pace);
        using var host = builder.Build();
        await host.RunAsync();
    }

    private static async Task<RunOutcome> WorkAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, int milliseconds, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await using (var effect = new NpgsqlCommand("insert into public.trial_effects (job, slot, run, fence) values ($1, $2, $3, $4)", work.Connection)
        {
            Parameters = { new() { Value = lease.Job }, new() { Value = lease.Slot.UtcDateTime }, new() { Value = lease.RunId }, new() { Value = lease.Fence } },
        })
        {
            await effect.ExecuteNonQueryAsync(ct);
        }
        await Task.Delay(Random.Shared.Next(milliseconds), ct);
        var outcome = new RunOutcome(1, 1);
        await lease.FinishAsync(work.Connection, outcome, now, ct);
        await work.CommitAsync(ct);
        return outcome;
    }
}
