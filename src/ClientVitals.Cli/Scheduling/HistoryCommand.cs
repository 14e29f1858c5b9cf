using System.CommandLine;
using ClientVitals.Scheduling;

namespace ClientVitals.Cli.Scheduling;

/// <summary><c>vitals jobs history [JOB]</c></summary>
internal static class HistoryCommand
{
    private static readonly Argument<string?> Job = new("job") { Description = "Only runs of this job.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "The most runs to list.",
        HelpName = "rows",
        DefaultValueFactory = _ => 30,
    };

    public static Command Command()
    {
        var command = new Command("history", "List the last runs and how they ended, newest first.") { Job, Limit, Output.Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        if (parsed.GetValue(Limit) is < 1 or > 1000)
            throw new PlainError($"--limit must be 1 to 1000, not {parsed.GetValue(Limit)}.");
        var job = parsed.GetValue(Job) is { } name ? Timetable.Of(name).Name : null;
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var runs = await RunHistory.ReadAsync(db, job, before: null, parsed.GetValue(Limit), ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(runs, format);
            return Door.Done;
        }
        if (runs.Count == 0)
        {
            Console.WriteLine($"{(job is null ? "No job has run yet" : $"{Timetable.TitleOf(job)} ({job}) has not run yet")}; jobs run while vitals serve runs, or by vitals jobs run JOB.");
            return Door.Done;
        }
        Output.Write(
            runs,
            format,
            new Column<JobRun>("title", r => Timetable.TitleOf(r.Job)),
            new("job", r => r.Job),
            new("for", r => r.Slot),
            new("by", r => r.StartedBy),
            new("state", r => r.State.ToString().ToLowerInvariant()),
            new("began", r => r.StartedAt),
            new("took", r => r.FinishedAt is { } end ? $"{(end - r.StartedAt).TotalSeconds:0.0} s" : null),
            new("read", r => r.RowsRead),
            new("written", r => r.RowsWritten),
            new("failed", r => r.RowsFailed),
            new("attempt", r => r.Attempt),
            new("on", r => r.Node),
            new("what to know", r => r.Error));
        return Door.Done;
    }
}
