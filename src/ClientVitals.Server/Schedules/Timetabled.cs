using ClientVitals.Database;
using ClientVitals.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace ClientVitals.Server.Schedules;

/// <summary>
/// The day that runs by itself, as long as the server does. An alarm clock shared by all servers rings when a job is due; besides, each
/// server looks now and then at what is due, which hours were changed and whose runs lost their holder. So a ring that fails costs at
/// most the time to the next look, and whoever comes first takes the slot: the ledger has one line for it.
/// </summary>
internal sealed partial class Timetabled(
    VitalsDatabase database, TimeProvider clock, ILoggerFactory logs, IReadOnlyList<Job> jobs, TimetablePace pace, IHostApplicationLifetime? life = null) : BackgroundService
{
    private readonly ILogger log = logs.CreateLogger<Timetabled>();
    private readonly WorkOff workOff = new(database, jobs, pace, clock, logs.CreateLogger<WorkOff>());
    private AlarmClock? alarm;
    private CancellationTokenRegistration goesDown;

    /// <summary>The timetable of the house, at its usual pace; what runs in trials says its own.</summary>
    public static void Add(IServiceCollection services, IReadOnlyList<Job>? jobs = null, TimetablePace? pace = null) =>
        services.AddSingleton<IHostedService>(all => new Timetabled(
            all.GetRequiredService<VitalsDatabase>(),
            all.GetRequiredService<TimeProvider>(),
            all.GetRequiredService<ILoggerFactory>(),
            jobs ?? Timetable.Jobs,
            pace ?? TimetablePace.Usual,
            all.GetRequiredService<IHostApplicationLifetime>()));

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Not only when it is this service's turn to stop: the requests before it may use up all the time there is.
        goesDown = life?.ApplicationStopping.Register(() => _ = workOff.CloseAsync(TimetablePace.Grace)) ?? default;
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var look = new PeriodicTimer(pace.LookEvery);
        try
        {
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await look.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server goes down.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // Nothing is taken any more while what works may finish; the alarm clocks of the others ring on.
        var closed = workOff.CloseAsync(TimetablePace.Grace);
        if (alarm is not null)
        {
            try
            {
                await alarm.StopAsync(cancellationToken);
                await closed;
                await alarm.DisposeAsync();
            }
            catch (Exception error) when (error is SchedulerException or NpgsqlException or PlainError or OperationCanceledException)
            {
                NotClosed(error);
            }
        }
        await closed;
    }

    public override void Dispose()
    {
        goesDown.Dispose();
        workOff.Dispose();
        base.Dispose();
    }

    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            IReadOnlyList<JobSchedule> schedules;
            await using (var db = await database.OpenAsync(stop))
            {
                schedules = await JobSchedule.ReadAsync(db, null, stop);
            }
            alarm ??= await AlarmClock.StartAsync(database, workOff, pace, clock, logs, stop);
            foreach (var job in jobs)
            {
                await SetAsync(alarm, job, schedules.FirstOrDefault(schedule => schedule.Job == job.Name), stop);
            }
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            // No database, no schema yet, or whatever it is: said, and looked at again. What is due is worked off all the same.
            NotSet(error);
        }
        foreach (var job in jobs.Where(job => job.IsInstalled))
        {
            _ = workOff.RunAsync(job);
        }
    }

    private async Task SetAsync(AlarmClock clockwork, Job job, JobSchedule? schedule, CancellationToken stop)
    {
        try
        {
            await clockwork.SetAsync(job, schedule, stop);
        }
        catch (Exception impossible) when (impossible is PlainError or FormatException || (impossible is SchedulerException and not JobPersistenceException))
        {
            // Hours somebody wrote past the command, or that the alarm clock does not take: the other jobs have theirs.
            NotUnderstood(job.Name, impossible is PlainError ? impossible.Message : $"the alarm clock does not take them ({impossible.GetType().Name}).");
        }
    }

    [LoggerMessage(LogLevel.Error, "The hours of the job {Job} cannot be: {Sentence}")]
    private partial void NotUnderstood(string job, string sentence);

    [LoggerMessage(LogLevel.Error, "The alarm clock of the timetable could not be set; it is tried again at the next look")]
    private partial void NotSet(Exception error);

    [LoggerMessage(LogLevel.Warning, "The alarm clock of the timetable did not stop as it should; the other servers take its place when it gives no sign of life")]
    private partial void NotClosed(Exception error);
}
