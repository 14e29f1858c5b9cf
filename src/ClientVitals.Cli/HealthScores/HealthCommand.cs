using System.CommandLine;

namespace ClientVitals.Cli.HealthScores;

/// <summary><c>vitals health</c>: each client's score, what made it, and what it was.</summary>
internal static class HealthCommand
{
    public static Command Command() => new("health", "How each client is doing: a score whose every point is accounted for, and the risk of silence.")
    {
        ScoreCommand.Command(),
        ExplainCommand.Command(),
        ScoreHistoryCommand.Command(),
        OverrideCommands.Set(),
        OverrideCommands.Unset(),
        OverrideCommands.List(),
        HealthBacktestCommand.Command(),
        ScorecardsCommand.Command(),
        ScorecardCommands.Command(),
    };
}
