using System.CommandLine;

namespace ClientVitals.Cli.Calls;

/// <summary><c>vitals calls</c>: calls as they arrive, and the roll-up that judging reads.</summary>
internal static class CallsCommand
{
    public static Command Command() => new(
        "calls", "Import calls, undo an import or read its file again, match calls to clients, and rebuild the roll-up that the analysis reads.")
    {
        ImportCommand.Command(),
        MatchCommand.Command(),
        RebuildCommand.Command(),
        DeliveriesCommand.Command(),
        UndoCommand.Undo(),
        UndoCommand.Redo(),
        ReadingsCommand.Command(),
        RereadCommand.Command(),
        FileCommand.Command(),
    };
}
