using System.CommandLine;
using ClientVitals.Scheduling;

namespace ClientVitals.Cli.Scheduling;

/// <summary><c>vitals jobs pause</c>, <c>resume</c> and <c>schedule</c>: when a job runs. Servers take it up within a minute.</summary>
internal static class ScheduleCommand
{
    private static readonly Option<string?> Cron = new("--cron")
    {
        Description = "Five fields: minute, hour, day of the month, month, day of the week. \"0 8 * * 1\" = Mondays at 08:00.",
        HelpName = "fields",
    };

    private static readonly Option<string?> Zone = new("--zone")
    {
        Description = "The time zone of the schedule, such as Asia/Dubai; business = the zone in the settings.",
        HelpName = "name",
    };

    private static readonly Option<string?> Misfire = new("--misfire")
    {
        Description = "Missed runs: once (catch up with one run), all (catch up with each), skip.",
        HelpName = "once|all|skip",
    };

    private static readonly Option<string?> Overlap = new("--overlap")
    {
        Description = "Overlap, while the last run is still running: skip, or queue one.",
        HelpName = "skip|queue",
    };

    public static Command Pause() => Of("pause", "Pause a job: it does not run on its schedule until it is resumed.", [], parsed => new(parsed.GetRequiredValue(JobsCommand.Job), Enabled: false));

    public static Command Resume() => Of("resume", "Resume a paused job, from its next scheduled time on.", [], parsed => new(parsed.GetRequiredValue(JobsCommand.Job), Enabled: true));

    public static Command Schedule() => Of(
        "schedule",
        "Change when a job runs; what you do not give stays as it is. Example: vitals jobs schedule daily-report --cron \"0 17 * * 1-5\" --zone Asia/Dubai",
        [Cron, Zone, Misfire, Overlap],
        parsed => (parsed.GetValue(Cron), parsed.GetValue(Zone), parsed.GetValue(Misfire), parsed.GetValue(Overlap)) is var (cron, zone, misfire, overlap)
            && (cron ?? zone ?? misfire ?? overlap) is not null
                ? new(parsed.GetRequiredValue(JobsCommand.Job), cron, zone == "business" ? "" : zone, misfire, overlap)
                : throw new PlainError("Say what to change: --cron, --zone, --misfire or --overlap."));

    private static Command Of(string name, string description, Option[] options, Func<ParseResult, ChangeSchedule> change)
    {
        var command = new Command(name, description) { JobsCommand.Job };
        foreach (var option in options)
            command.Add(option);
        command.SetAction((parsed, ct) => ChangeAsync(parsed, change(parsed), ct));
        return command;
    }

    private static async Task<int> ChangeAsync(ParseResult parsed, ChangeSchedule change, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var changed = await database.DoAsync(
            async (work, ct) =>
            {
                await change.RunAsync(work, ct);
                return (await JobStatus.ReadAsync(work.Connection, Timetable.Jobs, work.Now, ct)).First(job => job.Job == change.Job);
            },
            ct);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(changed.Zone);
        var missed = changed.Misfire switch { "once" => "missed runs: catch up once", "all" => "missed runs: catch up with each", _ => "missed runs: skip" };
        var overlap = changed.Overlap == "queue" ? "overlap: queue one" : "overlap: skip";
        Console.WriteLine($"{changed.Title} ({changed.Job}): {changed.Schedule} ({changed.Zone}); {missed}, {overlap}.");
        Console.WriteLine(changed switch
        {
            { Installed: false } => "This version does not have this job yet; the schedule is kept for when it does.",
            { Enabled: false } => $"It is paused; resume it with vitals jobs resume {changed.Job}.",
            { Next: { } next } => $"Next: {Wording.Moment(next, zone)}, while a server runs.",
            _ => $"It is run by {changed.Runner}.",
        });
        return Door.Done;
    }
}
