using System.CommandLine;

namespace ClientVitals.Cli.Scheduling;

/// <summary><c>vitals jobs</c>: what runs by itself, when, and how it went.</summary>
internal static class JobsCommand
{
    /// <summary>The job a command is about.</summary>
    public static readonly Argument<string> Job = new("job") { Description = "The job's name, as in vitals jobs list." };

    public static Command Command() => new("jobs", "Scheduled jobs, which run while a server runs (vitals serve): when, and how the last runs went.")
    {
        ListCommand.Command(),
        RunCommand.Command(),
        HistoryCommand.Command(),
        ScheduleCommand.Pause(),
        ScheduleCommand.Resume(),
        ScheduleCommand.Schedule(),
    };
}
