using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>
/// Looks whether a slot of a job is due and takes it: at most one run of a job works at a time, each slot has one line in the ledger,
/// no matter who asks and how many ask at once (they wait for each other at the schedule's row, no longer than this takes).
/// <para>A run whose holder gave no sign of life within its lease is abandoned, and its slot taken again, up to
/// <see cref="RunLease.MostAttempts"/> times. Once means: one committed effect for each slot.</para>
/// </summary>
/// <param name="Timetable">All jobs, for what each needs of the others.</param>
/// <param name="Node">Who asks.</param>
public sealed record ClaimSlot(IReadOnlyList<Job> Timetable, string Node)
{
    /// <summary>Begun again so much later than the attempt before, for each attempt made: what is in the way is given time to go.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>So long a job waits for an input that is on its way; then it is skipped.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    /// <summary>How long the lease of a run is.</summary>
    public TimeSpan LeaseLength { get; init; } = RunLease.DefaultLength;

    /// <summary>Takes what is due of <paramref name="job"/>; null = nothing is, or it waits.</summary>
    public async Task<RunLease?> RunAsync(VitalsDatabase database, Job job, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(job);
        if (!job.IsInstalled)
            return null;
        await using var work = await database.BeginAsync(ct);
        var lease = await TakeAsync(work.Connection, job, now, ct);
        await work.CommitAsync(ct);
        return lease;
    }

    private async Task<RunLease?> TakeAsync(NpgsqlConnection db, Job job, DateTimeOffset now, CancellationToken ct)
    {
        if (await LockAsync(db, job.Name, ct) is not { } schedule)
            return null;
        await ExpireAsync(db, job.Name, now, ct);
        if (!schedule.IsOurs || schedule.OwedSince is null)
        {
            // From now on, or (while another runs it) from when it comes back.
            await OweAsync(db, job.Name, schedule.IsOurs ? now : null, ct);
            return null;
        }
        var standing = await StandingAsync(db, job.Name, ct);
        var after = standing.LastSlot > schedule.OwedSince ? standing.LastSlot.Value : schedule.OwedSince.Value;
        var due = after < now ? schedule.Hours.Latest(now, DueSlots.Most + 1, after, schedule.InZone) : [];
        if (standing.Retries(due.Count > 0 && schedule.Misfire != "all"))
            return now >= standing.RetriesFrom ? await RetakeAsync(db, schedule, standing, superseded: due.Count > 0, now, ct) : null;

        // A run somebody asked for, perhaps of a part or as of a past moment, is no reason to let a slot go: the slot waits.
        var overlap = standing.WorkingStartedBy is null or "schedule" ? schedule.Overlap : "queue";
        var plan = DueSlots.Of(due, schedule.Misfire, overlap, standing.Working, standing.Last, now);
        if (plan.Run is not { } slot)
        {
            await SkipAsync(db, job.Name, plan.Skipped, now, ct);
            return null;
        }
        var input = await InputState.OfAsync(db, job, slot, Timetable, ct);
        if (input.OnItsWay && now - slot < Patience)
            return null;
        var stale = input.Sentence is { } sentence ? new SkippedSlot(slot, sentence) : null;
        await SkipAsync(db, job.Name, stale is null ? plan.Skipped : [.. plan.Skipped, stale], now, ct);
        return stale is null ? await BeginAsync(db, job.Name, schedule.Body, slot, "schedule", superseded: slot < due[^1], now, ct) : null;
    }

    /// <summary>
    /// Takes a run somebody asks for, whatever the hours; throws <see cref="AtWorkException"/> when one works already, a
    /// <see cref="PlainError"/> when the job should have a schedule and has none.
    /// </summary>
    public async Task<RunLease> AtOnceAsync(VitalsDatabase database, Job job, DateTimeOffset? asOf, string startedBy, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(job);
        if (!job.IsInstalled)
            throw new PlainError($"The job {job.Name} is not installed: this version does not have it yet.");
        await using var work = await database.BeginAsync(ct);
        var db = work.Connection;
        var schedule = await LockAsync(db, job.Name, ct);
        if (schedule is null && job.HasHours)
            throw new PlainError($"There is no job {job.Name} in the schedules; see vitals jobs list.");
        if (schedule is null)
            await db.ExecuteAsync(new CommandDefinition(Sql.Of<ClaimSlot>("Turn"), new { job = job.Name }, cancellationToken: ct));
        await ExpireAsync(db, job.Name, now, ct);
        var standing = await StandingAsync(db, job.Name, ct);
        if (standing.Working is { } working)
            throw new AtWorkException($"The job {job.Name} is already running, since {working.Since.UtcDateTime:yyyy-MM-dd HH:mm}Z on {standing.WorkingNode}; wait for it to end, then run it again.");
        var input = await InputState.OfAsync(db, job, asOf ?? now, Timetable, ct);
        if (input.Sentence is { } stale)
            throw new PlainError(stale);
        var lease = await BeginAsync(db, job.Name, schedule?.Body ?? "{}", asOf ?? now, startedBy, superseded: asOf is not null, now, ct)
            ?? throw new PlainError($"The job {job.Name} was started by somebody else at this moment.");
        await work.CommitAsync(ct);
        return lease;
    }

    private static async Task<JobSchedule?> LockAsync(NpgsqlConnection db, string job, CancellationToken ct)
    {
        var there = await db.ExecuteScalarAsync<string?>(new CommandDefinition(Sql.Of<ClaimSlot>("Lock"), new { job }, cancellationToken: ct));
        return there is null ? null : (await JobSchedule.ReadAsync(db, job, ct))[0];
    }

    private static Task<int> ExpireAsync(NpgsqlConnection db, string job, DateTimeOffset now, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of<ClaimSlot>("Expire"), new { job, now, most = RunLease.MostAttempts }, cancellationToken: ct));

    private static Task<int> OweAsync(NpgsqlConnection db, string job, DateTimeOffset? since, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of<ClaimSlot>("Owe"), new { job, since }, cancellationToken: ct));

    private static Task<Standing> StandingAsync(NpgsqlConnection db, string job, CancellationToken ct) =>
        db.QuerySingleAsync<Standing>(new CommandDefinition(Sql.Of<ClaimSlot>("Standing"), new { job }, cancellationToken: ct));

    private async Task SkipAsync(NpgsqlConnection db, string job, IReadOnlyList<SkippedSlot> skipped, DateTimeOffset now, CancellationToken ct)
    {
        if (skipped.Count == 0)
            return;
        await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<ClaimSlot>("Skip"),
            new { job, slots = skipped.Select(s => s.Slot.UtcDateTime).ToArray(), sentences = skipped.Select(s => s.Sentence).ToArray(), now, node = Node },
            cancellationToken: ct));
    }

    private async Task<RunLease?> BeginAsync(
        NpgsqlConnection db, string job, string body, DateTimeOffset slot, string startedBy, bool superseded, DateTimeOffset now, CancellationToken ct)
    {
        var run = await db.QuerySingleOrDefaultAsync<Held>(new CommandDefinition(
            Sql.Of<ClaimSlot>("Begin"), new { job, slot, started_by = startedBy, now, node = Node, lease = LeaseLength }, cancellationToken: ct));
        return run is null ? null : new(run.Id, job, slot, startedBy, run.Attempt, run.Fence, superseded, body);
    }

    private async Task<RunLease?> RetakeAsync(
        NpgsqlConnection db, JobSchedule schedule, Standing standing, bool superseded, DateTimeOffset now, CancellationToken ct)
    {
        var run = await db.QuerySingleOrDefaultAsync<Held>(new CommandDefinition(
            Sql.Of<ClaimSlot>("Retake"), new { run = standing.LatestId, now, node = Node, lease = LeaseLength }, cancellationToken: ct));
        return run is null ? null : new(run.Id, schedule.Job, standing.LatestSlot!.Value, "schedule", run.Attempt, run.Fence, superseded, schedule.Body);
    }

    /// <summary>A run just taken.</summary>
    internal sealed record Held(long Id, int Attempt, long Fence);

    /// <summary>The state of a job in the ledger.</summary>
    /// <param name="LastSlot">The last slot that has a line.</param>
    /// <param name="LatestId">The last scheduled run that was not skipped.</param>
    /// <param name="LatestStartedAt">When its last attempt began.</param>
    /// <param name="LastBegan">When the last run that is over began.</param>
    /// <param name="LastEnded">When it ended.</param>
    internal sealed record Standing(
        DateTimeOffset? LastSlot,
        DateTimeOffset? WorkingSlot,
        DateTimeOffset? WorkingSince,
        string? WorkingNode,
        string? WorkingStartedBy,
        long? LatestId,
        DateTimeOffset? LatestSlot,
        string? LatestState,
        int? LatestAttempt,
        DateTimeOffset? LatestStartedAt,
        DateTimeOffset? LastBegan,
        DateTimeOffset? LastEnded)
    {
        public (DateTimeOffset Slot, DateTimeOffset Since)? Working => WorkingSlot is { } slot ? (slot, WorkingSince!.Value) : null;

        public (DateTimeOffset Began, DateTimeOffset Ended)? Last => LastBegan is { } began && LastEnded is { } ended ? (began, ended) : null;

        /// <summary>From when on it may be: counted from the attempt's beginning, so that one whose holder died has waited out its lease already.</summary>
        public DateTimeOffset? RetriesFrom => LatestStartedAt + Pause * LatestAttempt;

        /// <summary>Whether the last slot is begun again; not where a later one takes its place.</summary>
        public bool Retries(bool laterTakesItsPlace) =>
            Working is null && LatestState == "abandoned" && LatestAttempt < RunLease.MostAttempts && !laterTakesItsPlace;
    }
}
