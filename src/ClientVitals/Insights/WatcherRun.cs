using ClientVitals.Database;
using ClientVitals.Scheduling;

namespace ClientVitals.Insights;

/// <summary>A run of the watcher under a lease of the run ledger, by schedule or by hand: what it found and its line in the ledger are kept together.</summary>
public static class WatcherRun
{
    /// <summary>As <c>vitals insights run</c> and the API do it: at once, on record as every run.</summary>
    /// <param name="startedBy">person or api.</param>
    public static Task<LookForFindings.Looked> NowAsync(VitalsDatabase database, DateTimeOffset now, string startedBy, CancellationToken ct) =>
        new RunNow(LookForFindings.Job, now, startedBy).RunAsync(database, (lease, stop) => UnderAsync(database, lease, now, stop), now, ct);

    /// <summary>As the job does it.</summary>
    internal static async Task<RunOutcome> OfJobAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct) =>
        (await UnderAsync(database, lease, now, ct)).Outcome;

    private static async Task<(LookForFindings.Looked Done, RunOutcome Outcome)> UnderAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(Principal.Program, now, ct);
        var looked = await new LookForFindings().RunAsync(work, ct);
        var said = looked.Failed == 0 ? null : $"{looked.Failed} of {looked.Checks} checks failed; the page Findings says which.";
        var outcome = new RunOutcome(looked.Checks, looked.Opened + looked.Worsened + looked.Back + looked.Recovered, looked.Failed, said)
        {
            Details = new Dictionary<string, object>
            {
                ["found"] = looked.Found,
                ["opened"] = looked.Opened,
                ["recovered"] = looked.Recovered,
                ["not_run"] = looked.NotRun,
                ["held"] = looked.Held,
                ["told"] = looked.Told,
            },
        };
        await lease.FinishAsync(work.Connection, outcome, now, ct);
        await work.CommitAsync(ct);
        return (looked, outcome);
    }
}
