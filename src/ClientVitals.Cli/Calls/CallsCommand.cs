using System.CommandLine;

namespace ClientVitals.Cli.Calls;

/// <summary><c>vitals calls</c>: calls as they arrive, and the roll-up that judging reads.</summary>
internal static class CallsCommand
{
    public static Command Command() => new(
        "calls", "Bring calls in, undo what was brought in, give calls to their clients, and keep the roll-up that judging reads.")
    {
        ImportCommand.Command(),
        MatchCommand.Command(),
        RebuildCommand.Command(),
        DeliveriesCommand.Command(),
        UndoCommand.Undo(),
        UndoCommand.Redo(),
    };
}
