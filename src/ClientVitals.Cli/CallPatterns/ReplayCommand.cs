using System.CommandLine;
using System.Globalization;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Settings;

namespace ClientVitals.Cli.CallPatterns;

/// <summary><c>vitals call-patterns replay FILE --from DATE --to DATE</c></summary>
internal static class ReplayCommand
{
    private static readonly FileOptions Given = new();
    private static readonly Option<DateOnly?> From = PatternOptions.Date("--from", "First day checked.");
    private static readonly Option<DateOnly?> To = PatternOptions.Date("--to", "Last day checked.");

    private static readonly Option<TimeOnly> At = new("--at")
    {
        Description = "Time of the daily check; it uses only what was known before.",
        HelpName = "hh:mm",
        DefaultValueFactory = _ => new TimeOnly(8, 0),
        CustomParser = result =>
        {
            if (TimeOnly.TryParseExact(result.Tokens[0].Value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
                return time;
            result.AddError($"--at must be a time such as 08:00, not {result.Tokens[0].Value}.");
            return default;
        },
    };

    private static readonly IReadOnlyList<Column<Episode>> Columns =
    [
        new("client_email", e => e.Client),
        new("pattern_status", e => e.Worst.Word()),
        new("opened_on", e => e.OpenedOn),
        new("break_on", e => e.BreakOn),
        new("closed_on", e => e.ClosedOn),
        new("closed_because", e => e.Closed?.Word()),
        new("drift_since", e => e.DriftSince),
        new("reason", e => e.Reason),
    ];

    public static Command Command()
    {
        var command = new Command(
            "replay",
            "Repeat the check for each day of a period and print every episode, without a database. All earlier calls in the file are used.");
        Given.AddTo(command);
        From.Required = true;
        To.Required = true;
        command.Add(From);
        command.Add(To);
        command.Add(At);
        command.SetAction((parsed, ct) => Task.FromResult(Run(parsed, ct)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken ct)
    {
        var from = parsed.GetRequiredValue(From)!.Value;
        var to = parsed.GetRequiredValue(To)!.Value;
        if (to < from)
            throw new PlainError($"--to {to:yyyy-MM-dd} is before --from {from:yyyy-MM-dd}; swap them.");
        var now = TimeProvider.System.GetUtcNow();
        var zone = BusinessZone.Of(parsed.GetRequiredValue(Given.Zone));
        using var file = Given.Open(parsed, zone, now);
        var book = BookOfFile.CheckedAt(file, zone, WhatCounts.Default, parsed.GetValue(At), null, ct);
        var episodes = PatternBook.Replay(book.Histories, from, to, parsed.GetValue(Given.Rule), PatternBudgets.Default, new BookCalibrations(BookCalibration.Sample(book.Histories)));
        FileOptions.Account(book);
        if (book.Delays.Sentence is { } logging)
            Console.Error.WriteLine(logging);
        Output.Write(episodes, parsed.GetValue(Output.Format), Columns);
        return Door.Done;
    }
}
