using System.Collections.Concurrent;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Schedules;

/// <summary>Runs what is due of a job, one slot after the other, until nothing is; knows what is at work, so that it can be stopped.</summary>
internal sealed partial class WorkOff(VitalsDatabase database, IReadOnlyList<Job> timetable, TimetablePace pace, TimeProvider clock, ILogger<WorkOff> log) : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<Task, byte> atWork = [];
    private readonly Lock closes = new();
    private volatile bool closing;
    private Task? closed;

    private readonly ClaimSlot claim = new(timetable, RunLease.ThisNode) { LeaseLength = pace.Lease };

    /// <summary>Works off what is due of one job; returns when nothing is any more, and whether a run ended.</summary>
    public async Task<bool> RunAsync(Job job)
    {
        // Known before it begins, so that a server that closes meanwhile does not miss it.
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        atWork.TryAdd(over.Task, 0);
        try
        {
            return await WorkAsync(job);
        }
        finally
        {
            atWork.TryRemove(over.Task, out _);
            over.SetResult();
        }
    }

    /// <summary>
    /// Begins nothing more, lets what works finish for a while, then stops it; what is stopped is recorded as such. Told twice, it
    /// closes once.
    /// </summary>
    public Task CloseAsync(TimeSpan grace)
    {
        lock (closes)
            return closed ??= CloseOnceAsync(grace);
    }

    public void Dispose() => stop.Dispose();

    private async Task CloseOnceAsync(TimeSpan grace)
    {
        closing = true;
        var all = Task.WhenAll(atWork.Keys.ToList());
        await Task.WhenAny(all, Task.Delay(grace));
        await stop.CancelAsync();
        await Task.WhenAny(all, Task.Delay(grace));
    }

    private async Task<bool> WorkAsync(Job job)
    {
        var ran = false;
        try
        {
            while (!closing && await claim.RunAsync(database, job, clock.GetUtcNow(), stop.Token) is { } lease)
            {
                var ended = await new RunJob(job, lease) { LeaseLength = pace.Lease }.RunAsync(database, clock.GetUtcNow(), stop.Token);
                if (ended.Broken is { } broken)
                    Broke(broken, job.Name, lease.Slot, ended.Sentence);
                else if (ended.State is not RunState.Succeeded)
                    Ended(job.Name, lease.Slot, ended.State, ended.Sentence);
                // What could not be done now is tried at the next look, not at once.
                if (ended.State is RunState.Abandoned)
                    break;
                ran = true;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server goes down before anything was taken.
        }
        catch (Exception error)
        {
            // The next look tries again; a job that cannot be looked at must not keep the others from being so.
            NotLooked(error, job.Name);
        }
        return ran;
    }

    [LoggerMessage(LogLevel.Error, "The job {Job} failed in its run for {Slot}: {Sentence}")]
    private partial void Broke(Exception error, string job, DateTimeOffset slot, string? sentence);

    [LoggerMessage(LogLevel.Warning, "The job {Job} ended its run for {Slot} as {State}: {Sentence}")]
    private partial void Ended(string job, DateTimeOffset slot, RunState state, string? sentence);

    [LoggerMessage(LogLevel.Error, "The due runs of the job {Job} could not be read; they are read again at the next check")]
    private partial void NotLooked(Exception error, string job);
}
