using System.Diagnostics;
using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals.Benchmarks.Timetables;

/// <summary>What a trial found.</summary>
/// <param name="Slots">Slots that were due of both jobs.</param>
/// <param name="Succeeded">Of them, succeeded.</param>
/// <param name="Begun">Attempts in all; more than one for a slot whose holder was killed.</param>
/// <param name="Kills">Servers killed.</param>
/// <param name="Pauses">Servers frozen for longer than a lease, and woken.</param>
/// <param name="Stops">Servers told to stop.</param>
/// <param name="SlowestStop">From being told to its end.</param>
/// <param name="Faults">What should not be: a sentence each.</param>
internal sealed record TrialFound(int Slots, int Succeeded, int Begun, int Kills, int Pauses, int Stops, TimeSpan SlowestStop, IReadOnlyList<string> Faults);

/// <summary>
/// Several servers on one database, killed, frozen and stopped at random while slots come second by second; afterwards every slot must
/// have been worked exactly once, and the ledger must say so.
/// </summary>
internal sealed class TimetableTrial(VitalsDatabase database, string serving, int servers, int seed, Action<string> says)
{
    /// <summary>A minute of the schedule passes in a second.</summary>
    private const double Fold = 60;

    private readonly Random dice = new(seed);
    private readonly DateTimeOffset since = DateTimeOffset.UtcNow;
    private readonly List<string> faults = [];
    private int kills, pauses, stops;
    private TimeSpan slowest;

    public async Task<TrialFound> RunAsync(TimeSpan length, CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        var nodes = Enumerable.Range(0, servers).Select(_ => StartNode()).ToArray();
        try
        {
            var clock = Stopwatch.StartNew();
            // A slow machine takes longer to begin: the time counts, and some have been killed.
            while (clock.Elapsed < length || kills < 3)
            {
                await Task.Delay(dice.Next(500, 2500), cancel);
                var place = await WorkingAsync(nodes, cancel) ?? dice.Next(servers);
                nodes[place] = await DisturbAsync(nodes[place], cancel);
            }
            says("settling");
            await Task.Delay(TimeSpan.FromSeconds(12), cancel);
            await using (var admin = await database.OpenAdminAsync(cancel))
            {
                await admin.ExecuteAsync("update public.job_schedules set enabled = false, owed_since = coalesce(owed_since, now()) where job like 'trial-%'");
            }
            await Task.Delay(TimeSpan.FromSeconds(4), cancel);
            await Task.WhenAll(nodes.Select(node => StopAsync(node, cancel)));
        }
        finally
        {
            foreach (var node in nodes.Where(node => !node.HasExited))
                node.Kill();
        }
        return await CheckAsync(cancel);
    }

    private Process StartNode() => TrialNode.Start(serving, since, Fold);

    /// <summary>Three times of four a server that is in the middle of a run: it hurts most there.</summary>
    private async Task<int?> WorkingAsync(Process[] nodes, CancellationToken cancel)
    {
        if (dice.Next(4) == 0)
            return null;
        await using var admin = await database.OpenAdminAsync(cancel);
        for (var looks = 0; looks < 100; looks++)
        {
            var held = (await admin.QueryAsync<string>("select node from public.job_runs where state = 'running' and job like 'trial-%'")).AsList();
            var place = Array.FindIndex(nodes, node => held.Contains(string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{node.Id}")));
            if (place >= 0)
                return place;
            await Task.Delay(20, cancel);
        }
        return null;
    }

    private async Task<Process> DisturbAsync(Process node, CancellationToken cancel)
    {
        switch (dice.Next(4))
        {
            case 0:
                await StopAsync(node, cancel);
                stops++;
                return StartNode();
            case 1:
                // Longer than a lease: it wakes up, and its run is somebody else's.
                await SignalAsync(node, "STOP", cancel);
                await Task.Delay(4500, cancel);
                await SignalAsync(node, "CONT", cancel);
                pauses++;
                return node;
            default:
                node.Kill();
                await node.WaitForExitAsync(cancel);
                kills++;
                return StartNode();
        }
    }

    private async Task StopAsync(Process node, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        // One that has not begun to listen yet ends as every program does.
        var listens = DateTime.Now - node.StartTime > TimeSpan.FromSeconds(10);
        await SignalAsync(node, "TERM", cancel);
        await node.WaitForExitAsync(cancel).WaitAsync(TimeSpan.FromSeconds(30), cancel);
        lock (faults)
        {
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            if (listens && node.ExitCode != 0)
                faults.Add($"A server told to stop ended with {node.ExitCode}.");
        }
    }

    private static async Task SignalAsync(Process node, string signal, CancellationToken cancel)
    {
        using var kill = Process.Start("kill", [$"-{signal}", node.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancel);
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        await using var admin = await database.OpenAdminAsync(cancel);
        await admin.ExecuteAsync("""
            create table public.trial_effects (job text not null, slot timestamptz not null, run bigint not null, fence bigint not null);
            grant select, insert on public.trial_effects to service_role;
            insert into public.job_schedules (job, cron, zone, function, misfire, overlap) values
              ('trial-short', '* * * * *', 'UTC', 'trial', 'all', 'queue'),
              ('trial-long', '*/7 * * * *', 'Europe/Berlin', 'trial', 'all', 'queue');
            """);
    }

    /// <summary>Held against what the schedules say: nothing is taken from the ledger that is to be proved by it.</summary>
    private async Task<TrialFound> CheckAsync(CancellationToken cancel)
    {
        await using var admin = await database.OpenAdminAsync(cancel);
        var runs = (await admin.QueryAsync<Run>("select id, job, slot, state, attempt, fence from public.job_runs where job like 'trial-%'")).AsList();
        var effects = (await admin.QueryAsync<Effect>("select job, slot, run, fence from public.trial_effects")).AsList();
        var slots = 0;
        foreach (var schedule in await JobSchedule.ReadAsync(admin, null, cancel))
        {
            if (!schedule.Job.StartsWith("trial-", StringComparison.Ordinal))
                continue;
            var mine = runs.Where(run => run.Job == schedule.Job).OrderBy(run => run.Slot).ToList();
            if (mine.Count == 0)
            {
                faults.Add($"{schedule.Job} never ran.");
                continue;
            }
            var due = schedule.Hours.After(mine[0].Slot.AddTicks(-1), BusinessZone.Of(schedule.ZoneInForce)).TakeWhile(slot => slot <= mine[^1].Slot).ToList();
            slots += due.Count;
            faults.AddRange(due.Except(mine.Select(run => run.Slot)).Select(slot => $"{schedule.Job} has no line for {slot:HH:mm}."));
            faults.AddRange(mine.GroupBy(run => run.Slot).Where(lines => lines.Count() > 1).Select(lines => $"{schedule.Job} has {lines.Count()} lines for {lines.Key:HH:mm}."));
        }
        foreach (var run in runs)
        {
            var done = effects.Where(effect => effect.Job == run.Job && effect.Slot == run.Slot).ToList();
            if (run.State != "succeeded")
                faults.Add($"{run.Job} {run.Slot:HH:mm} ended as {run.State} after {run.Attempt} attempts.");
            if (done.Count != (run.State == "succeeded" ? 1 : 0))
                faults.Add($"{run.Job} {run.Slot:HH:mm} is {run.State} and has {done.Count} effects.");
            if (done.Any(effect => effect.Run != run.Id || effect.Fence != run.Fence))
                faults.Add($"{run.Job} {run.Slot:HH:mm}: an effect is of a holder that was taken for dead.");
        }
        faults.AddRange(effects.Where(effect => !runs.Any(run => run.Id == effect.Run)).Select(effect => $"{effect.Job} {effect.Slot:HH:mm} has an effect and no line."));
        return new(slots, runs.Count(run => run.State == "succeeded"), runs.Sum(run => run.Attempt), kills, pauses, stops, slowest, faults);
    }

    private sealed record Run(long Id, string Job, DateTimeOffset Slot, string State, int Attempt, long Fence);

    private sealed record Effect(string Job, DateTimeOffset Slot, long Run, long Fence);
}
