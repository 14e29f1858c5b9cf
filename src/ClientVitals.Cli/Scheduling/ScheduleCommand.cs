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
        Description = "The zone of the hours, as Asia/Dubai; business = the business zone, whatever it is.",
        HelpName = "name",
    };

    private static readonly Option<string?> Misfire = new("--misfire")
    {
        Description = "After slots that were missed: once (make up the latest), all (each), skip.",
        HelpName = "once|all|skip",
    };

    private static readonly Option<string?> Overlap = new("--overlap")
    {
        Description = "While the last run still works: skip the slot, or queue one.",
        HelpName = "skip|queue",
    };

    public static Command Pause() => Of("pause", "Run a job no more by itself, until resume.", [], parsed => new(parsed.GetRequiredValue(JobsCommand.Job), Enabled: false));

    public static Command Resume() => Of("resume", "Run a job by itself again, from its next hour on.", [], parsed => new(parsed.GetRequiredValue(JobsCommand.Job), Enabled: true));

    public static Command Schedule() => Of(
        "schedule",
        "Change when a job runs; what you do not say stays. Example: vitals jobs schedule daily-report --cron \"0 17 * * 1-5\" --zone Asia/Dubai",
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
        var stands = await database.DoAsync(
            async (work, ct) =>
            {
                await change.RunAsync(work, ct);
                return (await JobStatus.ReadAsync(work.Connection, Timetable.Jobs, work.Now, ct)).First(job => job.Job == change.Job);
            },
            ct);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(stands.Zone);
        var missed = stands.Misfire switch { "once" => "the latest missed slot is made up", "all" => "each missed slot is made up", _ => "missed slots are not made up" };
        var overlap = stands.Overlap == "queue" ? "one slot waits for a run that still works" : "a slot is skipped while the last run works";
        Console.WriteLine($"{stands.Job}: {stands.Schedule} ({stands.Zone}); {missed}, {overlap}.");
        Console.WriteLine(stands switch
        {
            { Installed: false } => "It is not installed: this version has no room for it yet.",
            { Enabled: false } => $"It is paused; run it again by itself with vitals jobs resume {stands.Job}.",
            { Next: { } next } => $"Next: {Wording.Moment(next, zone)}, while a server runs.",
            _ => $"It is run by {stands.Runner}.",
        });
        return Door.Done;
    }
}
