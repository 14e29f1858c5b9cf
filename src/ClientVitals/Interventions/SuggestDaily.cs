using ClientVitals.Database;
using ClientVitals.Scheduling;

namespace ClientVitals.Interventions;

/// <summary><see cref="SuggestInterventions"/> as a run of the timetable: kept together with its line in the run ledger, or not at all.</summary>
public static class SuggestDaily
{
    internal static async Task<RunOutcome> AsJobAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct) =>
        (await WithinAsync(database, lease, Principal.Program, now, ct)).Outcome;

    /// <summary>Because somebody asked for it: under a lease too, so that two never run at once.</summary>
    /// <param name="startedBy">person or api.</param>
    public static Task<SuggestInterventions.Suggested> NowAsync(VitalsDatabase database, Principal by, string startedBy, DateTimeOffset now, CancellationToken ct) =>
        new RunNow(SuggestInterventions.Job, now, startedBy).RunAsync(database, (lease, stop) => WithinAsync(database, lease, by, now, stop), now, ct);

    private static async Task<(SuggestInterventions.Suggested Done, RunOutcome Outcome)> WithinAsync(
        VitalsDatabase database, RunLease lease, Principal by, DateTimeOffset now, CancellationToken ct) =>
        await database.DoAsync(
            async (work, stop) =>
            {
                var done = await new SuggestInterventions().RunAsync(work, stop);
                var outcome = new RunOutcome(done.OnToday, done.Opened + done.Worsened + done.Closed);
                await lease.FinishAsync(work.Connection, outcome, now, stop);
                return (done, outcome);
            },
            by,
            now,
            ct);
}
