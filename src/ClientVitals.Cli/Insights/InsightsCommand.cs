using System.CommandLine;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.Cli.People;
using ClientVitals.Database;
using ClientVitals.Insights;

namespace ClientVitals.Cli.Insights;

/// <summary><c>vitals insights</c>: what someone must know, and what was done about it.</summary>
internal static class InsightsCommand
{
    private static readonly Argument<string> Which = new("finding") { Description = "The finding, as `list` prints it." };
    private static readonly Argument<long> Act = new("act") { Description = "The number of the act, as the act printed it." };

    private static readonly Option<string> State = new("--state")
    {
        Description = "open, silenced (snoozed or dismissed), recovered (in the last 7 days) or all.",
        HelpName = "open|silenced|recovered|all",
        DefaultValueFactory = _ => "open",
    };

    private static readonly Option<DateOnly?> Until = PatternOptions.Date("--until", "The business day whose first run looks at it again. Default: tomorrow.");
    private static readonly Option<string?> Note = new("--note") { Description = "What you want to remember.", HelpName = "text" };
    private static readonly Option<string?> To = new("--to") { Description = "The colleague, by the e-mail or the name of their account; left out, nobody in particular.", HelpName = "email|name" };

    public static Command Command() => new("insights", "Findings: silent sources, failed jobs, shifts of the book, and what was done about them.")
    {
        Made(new Command("list", "List findings, the most urgent first, and say which checks did not run.") { State, PeopleCommand.Limit, Output.Format }, ListAsync),
        Made(new Command("run", "Look for findings now, as the watcher does every 6 hours. Ends with 1 when a check failed.") { Output.Format }, RunAsync),
        Made(new Command("accept", "Say that somebody works on a finding.") { Which, Note }, (parsed, ct) => ActAsync(parsed, InsightAct.Accepted, ct)),
        Made(new Command("dismiss", "Put a finding away; a worse one opens it again.") { Which, Note }, (parsed, ct) => ActAsync(parsed, InsightAct.Dismissed, ct)),
        Made(new Command("snooze", "Look at a finding again on another day.") { Which, Until, Note }, (parsed, ct) => ActAsync(parsed, InsightAct.Snoozed, ct)),
        Made(new Command("assign", "Assign a finding to a colleague who sees it.") { Which, To, Note }, (parsed, ct) => ActAsync(parsed, InsightAct.Assigned, ct)),
        Made(new Command("undo", "Undo the last act on a finding.") { Act }, UndoAsync),
    };

    private static Command Made(Command command, Func<ParseResult, CancellationToken, Task<int>> run)
    {
        command.SetAction(run);
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var now = TimeProvider.System.GetUtcNow();
        var found = await InsightList.ReadAsync(database, DatabaseIdentity.Service, parsed.GetValue(State)!, null, now.AddDays(-7), parsed.GetValue(PeopleCommand.Limit), ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(found, format);
            return Door.Done;
        }
        var checks = await CheckStatus.ReadAsync(database, DatabaseIdentity.Service, ct);
        if (found.Count > 0)
        {
            Output.Write(
                found,
                format,
                new Column<Insight>("finding", f => f.Id),
                new("priority", f => f.Priority),
                new("state", f => f.State),
                new("since", f => f.OpenedAt),
                new("for", f => f.AssignedTo),
                new("what", f => f.Content));
        }
        Console.WriteLine(checks.Count == 0 ? "Nobody has looked for findings yet; vitals insights run looks."
            : found.Count == 0 ? $"{Nothing(parsed.GetValue(State))}; {checks.Count(check => check.State == "RAN")} of {checks.Count} checks ran, last at {checks.Max(check => check.RanAt):yyyy-MM-dd HH:mm} UTC."
            : $"{checks.Count(check => check.State == "RAN")} of {checks.Count} checks ran, last at {checks.Max(check => check.RanAt):yyyy-MM-dd HH:mm} UTC.");
        foreach (var check in checks.Where(check => check.State != "RAN"))
            Console.WriteLine($"! {check.Title}: {(check.State == "FAILED" ? "failed" : "not run")}. {check.Sentence}");
        return Door.Done;
    }

    private static string Nothing(string? state) => state switch
    {
        "silenced" => "No finding is snoozed or dismissed",
        "recovered" => "No finding recovered in the last 7 days",
        "all" => "There is no finding",
        _ => "No finding is open",
    };

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var looked = await WatcherRun.NowAsync(database, TimeProvider.System.GetUtcNow(), "person", ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write([looked], format);
        }
        else
        {
            Console.WriteLine($"{looked.Checks} checks: {looked.Checks - looked.NotRun - looked.Failed} ran, {looked.NotRun} could not run, {looked.Failed} failed.");
            Console.WriteLine($"{looked.Found} findings are there: {looked.Opened} new, {looked.Worsened} worse, {looked.Back} back after a snooze. {looked.Recovered} recovered. {looked.Told} messages.");
        }
        return looked.Failed == 0 ? Door.Done : throw new PlainError($"{looked.Failed} of {looked.Checks} checks failed; vitals insights list says which. What the others found is kept.");
    }

    private static async Task<int> ActAsync(ParseResult parsed, InsightAct act, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var done = await database.DoAsync(
            new ActOnInsight(
                Finding(parsed), act, act == InsightAct.Snoozed ? parsed.GetValue(Until) : null, act == InsightAct.Assigned ? parsed.GetValue(To) : null, parsed.GetValue(Note)), ct);
        Console.WriteLine(done.Event is { } id
            ? $"The finding is {done.State.ToString().ToLowerInvariant()}{(done.Until is { } day ? $" until {day:yyyy-MM-dd}" : "")}{(done.AssignedTo is { } name ? $", for {name}" : "")}. To undo: vitals insights undo {id}"
            : "It was so already; nothing was changed.");
        return Door.Done;
    }

    private static Guid Finding(ParseResult parsed) => parsed.GetRequiredValue(Which) is var written && Guid.TryParse(written, out var finding)
        ? finding
        : throw new PlainError($"\"{written}\" is no finding; vitals insights list prints them, each with its id at the beginning of its line.");

    private static async Task<int> UndoAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var undone = await database.DoAsync(new UndoInsightAct(parsed.GetRequiredValue(Act)), ct);
        Console.WriteLine($"The act ({undone.Kind}) is undone; the finding is {undone.State.ToString().ToLowerInvariant()} again.");
        return Door.Done;
    }
}
