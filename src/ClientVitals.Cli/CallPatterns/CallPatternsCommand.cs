using System.CommandLine;

namespace ClientVitals.Cli.CallPatterns;

/// <summary><c>vitals call-patterns</c>: who broke their pattern, how sure it is, and why.</summary>
internal static class CallPatternsCommand
{
    public static Command Command() => new(
        "call-patterns", "Which clients broke their call pattern, how sure that is, and why.")
    {
        AnalyzeCommand.Command(),
        BreaksCommand.Command(),
        OutreachCommand.Command(),
        NeverGotGoingCommand.Command(),
        ShowCommand.Command(),
        HistoryCommand.Command(),
        SourcesCommand.Command(),
        AnswerCommand.Answer(),
        AnswerCommand.TakeBack(),
        AnswerCommand.PauseTogether(),
        AnswerCommand.ResumeTogether(),
        AnswerCommand.Record(),
        CheckCommand.Command(),
        ReplayCommand.Command(),
        ModelCommand.Command(),
        BacktestCommand.Command(),
    };
}
