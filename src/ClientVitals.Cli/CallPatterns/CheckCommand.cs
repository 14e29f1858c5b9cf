using System.CommandLine;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Settings;

namespace ClientVitals.Cli.CallPatterns;

/// <summary><c>vitals call-patterns check FILE</c></summary>
internal static class CheckCommand
{
    private static readonly FileOptions Given = new();
    private static readonly Option<string?> AsOf = PatternOptions.AsOf();

    private static readonly IReadOnlyList<Column<Judgement>> Columns =
    [
        new("client_email", j => j.Client),
        new("pattern_status", j => j.Status.Word()),
        new("enough_history", j => j.EnoughHistory),
        new("calls_this_week", j => j.CallsThisWeek),
        new("avg_calls_per_week", j => Rounded(j.AvgCallsPerWeek)),
        new("deviation_pct", j => Rounded(j.DeviationPct)),
        new("expected_so_far", j => Rounded(j.ExpectedSoFar)),
        new("drift_since", j => j.DriftSince),
        new("expected_since", j => Rounded(j.ExpectedSince)),
        new("reason", j => j.Reason),
    ];

    public static Command Command()
    {
        var command = new Command(
            "check",
            "Compare every client in a file of calls with their usual, without a database. Columns needed: client_email (or a phone) and started_at; "
            + "exports of known systems are recognised; describe others with --map.");
        Given.AddTo(command);
        command.Add(AsOf);
        command.SetAction((parsed, ct) => Task.FromResult(Run(parsed, ct)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var zone = BusinessZone.Of(parsed.GetRequiredValue(Given.Zone));
        var at = PatternOptions.Moment(parsed.GetValue(AsOf), zone.Info) ?? now;
        using var file = Given.Open(parsed, zone, now);
        var book = BookOfFile.AsOf(file, zone, WhatCounts.Default, at, null, ct);
        var moment = Moment.Of(at, zone.Info);
        var calibration = BookCalibrationFit.Of(BookCalibration.Sample(book.Histories), DateOnly.FromDayNumber(moment.Today));
        var judged = PatternBook.Judge(book.Histories, moment, parsed.GetValue(Given.Rule), PatternBudgets.Default, calibration);
        var together = parsed.GetValue(Given.Rule) == PatternRule.Calibrated ? SilentBook.HoldBack(book.Histories, judged, moment) : null;
        FileOptions.Account(book);
        if (together is not null)
            Console.Error.WriteLine(new ClientsTogether(judged.Count(one => one.Hold == PatternHold.Together), together.Since).Sentence);
        if (book.Delays.Sentence is { } logging)
            Console.Error.WriteLine(logging);
        var format = parsed.GetValue(Output.Format);
        Output.Write(judged, format, Columns);
        if (book.LastCallOn is { } last && Moment.Of(at, zone.Info).Today - last.DayNumber > 14)
            Console.Error.WriteLine($"The newest call by {Wording.Moment(at, zone.Info)} is of {last:yyyy-MM-dd}: if the file ends there, judge as of then with --as-of {last.AddDays(1):yyyy-MM-dd}.");
        return Door.Done;
    }

    internal static double? Rounded(double? value) => value is { } number ? Math.Round(number, 4) : null;
}
