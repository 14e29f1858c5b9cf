using System.CommandLine;
using ClientVitals.Access;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.Scheduling;
using ClientVitals.Settings;

namespace ClientVitals.Cli.Scheduling;

/// <summary><c>vitals jobs run JOB</c></summary>
internal static class RunCommand
{
    private static readonly Option<string?> AsOf = new("--as-of")
    {
        Description = "For this past moment instead of now: 2025-12-08 (08:00 that day), 2025-12-08T14:30, or with an offset.",
        HelpName = "moment",
    };

    public static Command Command()
    {
        var command = new Command("run", "Run a job now, on this machine; the run history says that a person started it.") { JobsCommand.Job, AsOf };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var job = Timetable.Of(parsed.GetRequiredValue(JobsCommand.Job));
        await using var database = Door.Database(parsed);
        var now = TimeProvider.System.GetUtcNow();
        DateTimeOffset? asOf = null;
        if (parsed.GetValue(AsOf) is { } typed)
        {
            await using var db = await database.OpenAsync(ct);
            asOf = PatternOptions.Moment(typed, (await BusinessSettings.InForceAsync(db, ct)).Zone);
            if (asOf > now)
                throw new PlainError($"The moment {typed} is in the future; give a past one, or leave --as-of out.");
        }
        var take = new ClaimSlot(Timetable.Jobs, RunLease.ThisNode);
        var lease = await take.AtOnceAsync(database, job, asOf, "person", now, ct);
        await database.DoAsync(new Audit(ScheduleActions.JobStarted, $"job:{job.Name}"), ct);
        var ended = await Waiting.ForAsync($"{job.Title} ({job.Name})", _ => new RunJob(job, lease).RunAsync(database, TimeProvider.System.GetUtcNow(), ct));
        ct.ThrowIfCancellationRequested();
        if (ended.State is not (RunState.Succeeded or RunState.Partial or RunState.Skipped))
            throw new PlainError($"The run of {job.Name} {(ended.State is RunState.Abandoned ? "was abandoned" : "failed")}: {ended.Sentence}", ended.Broken);
        await using var read = await database.OpenAsync(ct);
        var run = (await RunHistory.ReadAsync(read, job.Name, before: null, 1000, ct)).First(r => r.Id == lease.RunId);
        Console.WriteLine(ended.State is RunState.Skipped
            ? $"{job.Name} was skipped: {ended.Sentence}"
            : $"{job.Name} {run.State.ToString().ToLowerInvariant()}: {run.RowsRead} read, {run.RowsWritten} written, {run.RowsFailed} failed.{(run.Error is null ? "" : $" {run.Error}")}");
        return Door.Done;
    }
}
