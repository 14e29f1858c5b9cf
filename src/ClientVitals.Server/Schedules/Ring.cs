using Quartz;

namespace ClientVitals.Server.Schedules;

/// <summary>What the alarm clock does when it rings for a job: have worked off what is due of it. Which slots these are, the ledger knows.</summary>
internal sealed class Ring(WorkOff workOff) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (workOff.Timetable.FirstOrDefault(job => job.Name == context.JobDetail.Key.Name) is { IsInstalled: true } job)
            await workOff.RunAsync(job);
    }
}
