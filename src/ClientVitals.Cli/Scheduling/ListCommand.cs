using System.CommandLine;
using ClientVitals.Scheduling;

namespace ClientVitals.Cli.Scheduling;

/// <summary><c>vitals jobs list</c></summary>
internal static class ListCommand
{
    public static Command Command()
    {
        var command = new Command("list", "List the jobs: schedule, who runs it, how its last run went, when it is due next. csv and json also have the jobs that this version does not have yet.") { Output.Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var jobs = await JobStatus.ReadAsync(db, Timetable.Jobs, TimeProvider.System.GetUtcNow(), ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(jobs, format);
            return Door.Done;
        }
        var installed = jobs.Where(j => j.Installed).ToList();
        Output.Write(
            installed,
            format,
            new Column<JobStatus>("job", j => j.Job),
            new("title", j => j.Title),
            new("when", j => j.Schedule),
            new("zone", j => j.Zone),
            new("runs", j => j switch { { Runner: not "vitals" } => $"by {j.Runner}", { Enabled: false } => "paused", _ => "yes" }),
            new("last success", j => j.LastSuccess),
            new("last run", j => j.LastState?.ToString().ToLowerInvariant()),
            new("next", j => j.Next is { } next ? Wording.Moment(next, TimeZoneInfo.FindSystemTimeZoneById(j.Zone)) : null));
        foreach (var job in installed.Where(j => j.LastState is not (null or RunState.Succeeded or RunState.Running) && j.LastError is not null))
            Console.WriteLine($"  ! {job.Job}: {job.LastError}");
        if (await RunProgress.ReadAsync(db, RunProgress.CatchUp, ct) is { } past)
            Console.WriteLine($"Past days are being filled in: {past.Done} of {past.Total} done.");
        return Door.Done;
    }
}
