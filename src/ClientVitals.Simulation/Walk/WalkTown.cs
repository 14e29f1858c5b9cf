using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Settings;
using ClientVitals.Simulation.Facts;

namespace ClientVitals.Simulation.Walk;

/// <summary>
/// Lives a town's last days in a database, one after the other: each night its sessions, packages and payments come in as files do, each day the
/// jobs of the timetable run as of their hours. The calls are there already, and analysed as of now. What is done is remembered day by
/// day: stopped, it goes on where it was; started on a later day, it goes on to that day.
/// </summary>
/// <param name="Today">The last business day that is walked.</param>
public sealed record WalkTown(Town Town, DateOnly Today)
{
    /// <summary>How many days the past has at first. A gap that is longer is told in one piece and walked for its last so many days.</summary>
    public const int Days = 60;

    private static readonly Job Walk = new(RunProgress.CatchUp, [], (_, _, _, _) => throw new UnreachableException()) { HasHours = false };

    /// <summary>How many of the last days are walked.</summary>
    public int LastDays { get; init; } = Days;

    /// <summary>The first business day of a walk that begins today.</summary>
    public DateOnly Earliest => Today.AddDays(1 - LastDays);

    /// <summary>Walks it, under a lease of the run ledger; two at once take turns, and the second finds everything done.</summary>
    /// <param name="now">The present moment: hours that are still to come today are not run.</param>
    /// <param name="progress">Told of each step, before it is taken.</param>
    /// <param name="ct">Stops it after the step it is at; what was done stays.</param>
    /// <exception cref="PlainError">A file or a job failed; what was done before stays.</exception>
    public async Task<TownWalked> RunAsync(VitalsDatabase database, DateTimeOffset now, IProgress<TownStep>? progress, CancellationToken ct)
    {
        if (await WalkedUntilAsync(database, ct) >= Today) return TownWalked.Nothing;
        TownWalked? walked = null;
        var job = Walk with
        {
            Work = async (_, lease, _, stop) =>
            {
                walked = await WalkAsync(database, lease, now, progress, stop);
                return new(walked.Total, walked.Days, Failed: walked.Total - walked.Days, walked.IsComplete
                    ? null
                    : string.Create(CultureInfo.InvariantCulture, $"It was stopped after {walked.Days} of {walked.Total} days; the next start goes on from there."));
            },
        };
        var lease = await WalkedJobs.ClaimAsync(database, [job], job, null, now, ct);
        var ended = await new RunJob(job, lease).RunAsync(database, now, ct);
        if (ended.Cause is { } cause) ExceptionDispatchInfo.Throw(cause);
        return walked!;
    }

    private async Task<TownWalked> WalkAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, IProgress<TownStep>? progress, CancellationToken stop)
    {
        // Asked again: another walk may have ended while this one waited for its turn.
        var until = await WalkedUntilAsync(database, stop);
        var first = until is { } last && last >= Earliest ? last.AddDays(1) : Earliest;
        var total = Math.Max(0, Today.DayNumber - first.DayNumber + 1);
        var walked = new TownWalked(0, total, 0, 0);
        await RunProgress.TellAsync(database, lease, 0, Math.Max(1, total), stop);
        try
        {
            var (facts, jobs) = await BeginAsync(database, stop);
            // The first night tells what all days before it add up to, unless the day before was walked; the others what one day changed.
            var all = until is null || until < first.AddDays(-1);
            foreach (var change in FactsOfDay.Of(Town, first.AddDays(-1), Today.AddDays(-1)))
            {
                var (day, done) = (change.Day.AddDays(1), walked.Days);
                void Say(string? next) => progress?.Report(new(day, next is null ? done + 1 : done, total, next));
                Action<FactStreams> write = all ? to => FactFiles.Write(Town, TownClock.Midnight(Town.Zone, day), to, stop: stop) : to => FactFiles.Write(change, to);
                all = false;
                walked = walked with { Rows = walked.Rows + await facts.NightAsync(day, write, Say, stop) };
                walked = walked with { Runs = walked.Runs + await jobs.DayAsync(day, isToday: day == Today, now, Say, stop) };
                await RememberAsync(database, day, stop);
                walked = walked with { Days = walked.Days + 1 };
                await RunProgress.TellAsync(database, lease, walked.Days, total, stop);
                Say(null);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped: the days that are done are remembered, and the one it was in is taken up again.
        }
        return walked;
    }

    private async Task<(TellFacts Facts, WalkedJobs Jobs)> BeginAsync(VitalsDatabase database, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        return (new(database, Town, settings), new(database, Town.Zone, await JobSchedule.ReadAsync(db, null, ct)));
    }

    private async Task<DateOnly?> WalkedUntilAsync(VitalsDatabase database, CancellationToken ct)
    {
        await using var db = await database.OpenAdminAsync(ct);
        return (await MarkAsync(db, ct)).WalkedUntil;
    }

    private async Task RememberAsync(VitalsDatabase database, DateOnly day, CancellationToken ct)
    {
        await using var db = await database.OpenAdminAsync(ct);
        await (await MarkAsync(db, ct) with { WalkedUntil = day }).WriteAsync(db, ct);
    }

    private async Task<TownMark> MarkAsync(Npgsql.NpgsqlConnection db, CancellationToken ct) =>
        await TownMark.ReadAsync(db, ct) is { } mark && mark.Town == Town ? mark
            : throw new PlainError("This database holds no calls of this simulated business; tell them first, then its last days.");
}
