using System.CommandLine;
using ClientVitals.Cli.Access;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.Cli.Calls;
using ClientVitals.Cli.Interventions;
using ClientVitals.Cli.People;
using ClientVitals.Cli.Scheduling;
using ClientVitals.Cli.Settings;

namespace ClientVitals.Cli;

/// <summary>A room's commands.</summary>
/// <param name="Name">The room's name in the core; its commands lie in the folder of that name.</param>
internal sealed record CliRoom(string Name, params IReadOnlyList<Func<Command>> Commands);

/// <summary>The rooms that have commands, in the order of the manual. A new one adds its line here.</summary>
internal static class CliRooms
{
    public static readonly IReadOnlyList<CliRoom> All =
    [
        new("Calls", CallsCommand.Command),
        new("Sessions", Sessions.SessionsCommand.Command),
        new("Packages", Packages.PackagesCommand.Command),
        new("Payments", Payments.PaymentsCommand.Command),
        new("People", PeopleCommand.Command),
        new("CallPatterns", CallPatternsCommand.Command),
        new("HealthScores", HealthScores.HealthCommand.Command),
        new("Interventions", InterventionsCommand.Command),
        new("Insights", Insights.InsightsCommand.Command),
        new("Sources", Sources.SourcesCommand.Command),
        new("Notices", Notices.NoticesCommand.Command),
        new("Scheduling", JobsCommand.Command),
        new("Settings", SettingsCommand.Command),
        new("Access", UsersCommand.Command, KeysCommand.Command),
    ];
}
