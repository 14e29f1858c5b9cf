using System.Threading.Channels;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Server.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Schedules;

/// <summary>
/// Runs the jobs of the timetable while the server runs. A timer wakes it at the next slot; so do changed hours, and a run that ended
/// (another job may have waited for its result). Besides, it looks every <see cref="TimetablePace.LookEvery"/>: that finds runs whose
/// holder died, and slots that came while the machine slept or its clock was set. Every server does this for itself, and the run ledger
/// decides who gets a slot: a timer that fires late, early or on three servers at once costs one short transaction.
/// </summary>
internal sealed partial class Timetabled(
    VitalsDatabase database,
    TimeProvider clock,
    ILoggerFactory logs,
    IReadOnlyList<Job> jobs,
    TimetablePace pace,
    IHostApplicationLifetime? life = null,
    ChangeFeed? feed = null) : BackgroundService
{
    /// <summary>A timer is set for a slot at most so far ahead: the looks in between find the others in time.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private readonly ILogger log = logs.CreateLogger<Timetabled>();
    private readonly WorkOff workOff = new(database, jobs, pace, clock, logs.CreateLogger<WorkOff>());
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private CancellationTokenRegistration goesDown;

    /// <summary>The timetable of the product, at its usual pace; trials bring their own.</summary>
    public static void Add(IServiceCollection services, IReadOnlyList<Job>? jobs = null, TimetablePace? pace = null) =>
        services.AddSingleton<IHostedService>(all => new Timetabled(
            all.GetRequiredService<VitalsDatabase>(),
            all.GetRequiredService<TimeProvider>(),
            all.GetRequiredService<ILoggerFactory>(),
            jobs ?? Timetable.Jobs,
            pace ?? TimetablePace.Usual,
            all.GetRequiredService<IHostApplicationLifetime>(),
            all.GetService<ChangeFeed>()));

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Not only when it is this service's turn to stop: the requests before it may use up all the time there is.
        goesDown = life?.ApplicationStopping.Register(() => _ = workOff.CloseAsync(TimetablePace.Grace)) ?? default;
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var following = FollowAsync(stoppingToken);
        try
        {
            while (true)
            {
                var next = await LookAsync(stoppingToken);
                await WaitAsync(next, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server goes down.
        }
        await following;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // Nothing more is claimed; what works may finish.
        await workOff.CloseAsync(TimetablePace.Grace);
    }

    public override void Dispose()
    {
        goesDown.Dispose();
        workOff.Dispose();
        base.Dispose();
    }

    /// <summary>Begins what is due of each job, and returns when the next slot of any of them is; null = unknown, or none.</summary>
    private async Task<DateTimeOffset?> LookAsync(CancellationToken stop)
    {
        DateTimeOffset? next = null;
        IReadOnlyList<JobSchedule> schedules = [];
        try
        {
            await using var db = await database.OpenAsync(stop);
            schedules = await JobSchedule.ReadAsync(db, null, stop);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            // No database, or no schema yet: logged, and tried again at the next look.
            NotRead(error);
        }
        var now = clock.GetUtcNow();
        foreach (var job in jobs.Where(job => job.IsInstalled))
        {
            try
            {
                if (schedules.FirstOrDefault(schedule => schedule.Job == job.Name) is { IsOurs: true } ours && ours.Hours.Next(now, ours.InZone) is var slot && !(next <= slot))
                    next = slot;
                _ = WorkOffAsync(job);
            }
            catch (PlainError impossible)
            {
                // Hours that were written past the command; the other jobs have theirs.
                NotUnderstood(job.Name, impossible.Message);
            }
        }
        return next;
    }

    private async Task WorkOffAsync(Job job)
    {
        if (await workOff.RunAsync(job))
            wake.Writer.TryWrite(true);
    }

    private async Task WaitAsync(DateTimeOffset? next, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // By real time, whatever the clock says: a clock that is set back must not make this wait.
        var waits = new List<Task> { Task.Delay(pace.LookEvery, over.Token), wake.Reader.WaitToReadAsync(over.Token).AsTask() };
        if (next - clock.GetUtcNow() is { } left && left <= Ahead)
            waits.Add(Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, over.Token));
        await Task.WhenAny(waits);
        await over.CancelAsync();
        wake.Reader.TryRead(out _);
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>Hours that anybody changes are heard of at once where the database can say so; else the next look finds them.</summary>
    private async Task FollowAsync(CancellationToken stop)
    {
        if (feed is null)
            return;
        using var following = feed.Follow();
        try
        {
            await foreach (var change in following.Changes.ReadAllAsync(stop))
            {
                if (change.What is "job" or "reconnected")
                    wake.Writer.TryWrite(true);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server goes down.
        }
    }

    [LoggerMessage(LogLevel.Error, "The schedule of the job {Job} is not valid: {Sentence}")]
    private partial void NotUnderstood(string job, string sentence);

    [LoggerMessage(LogLevel.Error, "The schedules could not be read; they are read again at the next check")]
    private partial void NotRead(Exception error);
}
