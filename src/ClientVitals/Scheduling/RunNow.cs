using System.Runtime.ExceptionServices;
using ClientVitals.Database;

namespace ClientVitals.Scheduling;

/// <summary>
/// Does a job's work because somebody asked for it, whatever the hours: under a lease of the run ledger, as every run. So it is on record
/// from its first moment, never works beside another run of the job, and counts as abandoned when its process dies.
/// </summary>
/// <param name="Job">The job whose work it is.</param>
/// <param name="Slot">The moment it stands for.</param>
/// <param name="StartedBy">person or api.</param>
public sealed record RunNow(string Job, DateTimeOffset Slot, string StartedBy)
{
    /// <summary>Does it and returns what it made; throws what the work throws, once that is on record.</summary>
    /// <exception cref="PlainError">A run of the job is at work already.</exception>
    public async Task<T> RunAsync<T>(
        VitalsDatabase database, Func<RunLease, CancellationToken, Task<(T Done, RunOutcome Outcome)>> work, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        T? done = default;
        var job = new Job(Job, [], async (_, held, _, stop) =>
        {
            (done, var outcome) = await work(held, stop);
            return outcome;
        });
        var lease = await new ClaimSlot([job], RunLease.ThisNode).AtOnceAsync(database, job, Slot, StartedBy, now, ct);
        var ended = await new RunJob(job, lease).RunAsync(database, now, ct);
        if (ended.Lost)
            throw new LeaseLostException(lease.RunId, lease.Job);
        if (ended.Cause is { } cause)
            ExceptionDispatchInfo.Throw(cause);
        return done!;
    }
}
