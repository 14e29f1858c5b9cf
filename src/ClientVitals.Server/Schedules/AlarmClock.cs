using ClientVitals.Database;
using ClientVitals.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace ClientVitals.Server.Schedules;

/// <summary>
/// The clustered alarm clock (Quartz on the PostgreSQL store): of all servers on a database one is woken when a job is due. It holds
/// nothing that <c>job_schedules</c> does not say; what is due, and whose it is, the ledger decides.
/// </summary>
internal sealed class AlarmClock : IAsyncDisposable
{
    private const string Hours = "hours";

    private readonly StandaloneSchedulerFactory factory;
    private readonly IScheduler scheduler;
    private readonly TimeProvider clock;

    private AlarmClock(StandaloneSchedulerFactory factory, IScheduler scheduler, TimeProvider clock)
    {
        this.factory = factory;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    public static async Task<AlarmClock> StartAsync(
        VitalsDatabase database, WorkOff workOff, TimetablePace pace, TimeProvider clock, ILoggerFactory log, CancellationToken cancel)
    {
        var factory = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton(workOff);
            quartz.Services.AddSingleton(log);
            quartz.UseTimeProvider(clock);
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "vitals";
                scheduler.InstanceId = $"{WorkOff.NodeName}/{Guid.NewGuid():N}";
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(5);
            });
            quartz.UseDefaultThreadPool(8);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.DataSourceFactory = _ => new ServiceDataSource(database));
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = pace.CheckIn;
                    cluster.CheckinMisfireThreshold = pace.CheckIn;
                });
                store.ConfigureStore(options =>
                {
                    options.TablePrefix = "quartz.";
                    options.StoreJobDataAsStrings = true;
                    options.MisfireThreshold = pace.Late;
                    // Whatever became of the database, a program that ends is not kept alive by its alarm clock.
                    options.UseBackgroundThreads = true;
                });
            });
        }).Build();
        try
        {
            var scheduler = await factory.GetScheduler(cancel);
            await scheduler.Start(cancel);
            return new(factory, scheduler, clock);
        }
        catch
        {
            await factory.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sets it to the hours in force of one job. Servers that do so at once do the same, so it is no matter whose stands.</summary>
    public async Task SetAsync(Job job, JobSchedule? schedule, CancellationToken cancel)
    {
        var key = new JobKey(job.Name, Hours);
        var triggers = schedule is { IsOurs: true } && job.IsInstalled ? Triggers(key, schedule) : [];
        var said = string.Join(" | ", triggers.Select(trigger => $"{trigger.CronExpressionString} {trigger.TimeZone.Id}"));
        var there = await scheduler.GetJobDetail(key, cancel);
        if (there is null ? triggers.Count == 0 : there.Description == said)
            return;
        if (there is not null)
            await scheduler.DeleteJob(key, cancel);
        if (triggers.Count > 0)
        {
            var detail = JobBuilder.Create<Ring>().WithIdentity(key).WithDescription(said).Build();
            await scheduler.ScheduleJob(detail, triggers, new ScheduleJobOptions { Replace = true }, cancel);
        }
    }

    /// <summary>Rings no more; what it woke goes on.</summary>
    public async Task StopAsync(CancellationToken cancel) => await scheduler.Standby(cancel);

    public async ValueTask DisposeAsync()
    {
        await scheduler.Shutdown(waitForJobsToComplete: false);
        await factory.DisposeAsync();
    }

    private List<ICronTrigger> Triggers(JobKey job, JobSchedule schedule) =>
    [
        .. QuartzCron.Of(schedule.Hours).Select((cron, place) => (ICronTrigger)TriggerBuilder.Create(clock)
            .WithIdentity($"{job.Name}/{place}", Hours)
            .ForJob(job)
            .StartAt(clock.GetUtcNow())
            .WithSchedule(CronScheduleBuilder.Create(cron)
                .InTimeZone(schedule.InZone.Info)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build()),
    ];
}
