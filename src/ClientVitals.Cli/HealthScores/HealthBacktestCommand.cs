using System.CommandLine;
using System.Globalization;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.HealthScores.BackTests;
using ClientVitals.HealthScores.BackTests.Cards;
using ClientVitals.HealthScores.Runs;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.Settings;
using FileOptions = ClientVitals.Cli.CallPatterns.FileOptions;

namespace ClientVitals.Cli.HealthScores;

/// <summary><c>vitals health backtest [FILE]</c></summary>
internal static class HealthBacktestCommand
{
    private static readonly FileOptions Given = new();

    private static readonly Argument<string?> File = new("file")
    {
        Description = "A CSV file of calls (also .gz), or - for standard input; without it the calls of the database.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<DateOnly[]> Mornings = new("--morning")
    {
        Description = "A morning on which each client is judged, as 2026-01-31; may be given several times. Default: up to three, a month apart.",
        HelpName = "date",
        CustomParser = result => [.. result.Tokens.Select(token =>
        {
            if (DateOnly.TryParseExact(token.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError($"--morning is a date such as 2026-01-31, not {token.Value}.");
            return default;
        })],
    };

    private static readonly Option<double> CanCall = new("--call")
    {
        Description = "Percent of the clients judged that can be called after a morning; precision and recall are of those.",
        HelpName = "percent",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<string?> Card = new("--scorecard")
    {
        Description = "Test this version of the scorecard on the sessions, packages and calls of the database, as its page in Settings does, and keep the result there. With a file of calls (or for a file of rules) it is compared with the risk instead, and nothing is kept.",
        HelpName = "name",
    };

    /// <summary>A line of the result: one predictor at one horizon.</summary>
    internal sealed record Line(
        int Days, int Cases, double BaseRate, string Predictor, double? Area, double? AreaLow, double? AreaHigh, double? OverSilence, double? OverLow, double? OverHigh, double? Brier, double? BrierSkill, double Precision, double Recall);

    public static Command Command()
    {
        var command = new Command(
            "backtest",
            "Test on your own history how well the risk tells who falls silent, at 30, 60 and 90 days, beside the dropout model, days of silence, the score and its points of risk. Says where it is no better than counting days. "
            + "Example: vitals health backtest calls.csv")
        {
            File,
        };
        Given.AddReading(command);
        command.Add(Mornings);
        command.Add(CanCall);
        command.Add(Card);
        command.Add(Output.Format);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var share = parsed.GetValue(CanCall);
        if (share is not (> 0 and <= 100))
            throw new PlainError($"--call must be above 0 and at most 100 percent, not {share}.");
        var now = TimeProvider.System.GetUtcNow();
        if (parsed.GetValue(Card) is { } version && parsed.GetValue(File) is null && !System.IO.File.Exists(version))
            return await OfVersionAsync(parsed, version, now, ct);
        var (book, card) = parsed.GetValue(File) is { } path ? (OfFile(parsed, path, now, ct), null) : await OfDatabaseAsync(parsed, now, ct);
        if (parsed.GetValue(Card) is { } named)
            card = await ScorecardCommands.FindAsync(parsed, named, ct);
        var protocol = HealthBacktestProtocol.Of(book, parsed.GetValue(Mornings) is { Length: > 0 } mornings ? [.. mornings.Order()] : null) with { CanCall = share / 100 };
        var test = await Waiting.ForAsync("Back-testing", progress => Task.Run(() => HealthBacktest.Of(book, protocol, card, new Morning(progress), ct), ct));
        Write(test, parsed.GetValue(Output.Format));
        if (parsed.GetValue(Card) is not null)
            await Console.Error.WriteLineAsync(parsed.GetValue(File) is null ? "Nothing was kept: a file of rules is no version; save it with vitals health scorecard save." : "Nothing was kept: a file of calls is not your book.");
        return Door.Done;
    }

    /// <summary>The same test, by the same code, as the page of the version begins.</summary>
    private static async Task<int> OfVersionAsync(ParseResult parsed, string version, DateTimeOffset now, CancellationToken ct)
    {
        if (parsed.GetValue(Mornings) is { Length: > 0 } || parsed.GetResult(CanCall) is { Implicit: false })
            throw new PlainError("--morning and --call do not go with --scorecard on your own book: its dates and what coaches can call follow from the book and the settings.");
        await using var database = Door.Database(parsed);
        var test = new RunScorecardBacktest(version);
        if (await test.BeginAsync(database, Acting.Self, now, ct) is not { } begun)
            throw new PlainError("A back-test of a scorecard is already running; try again when it has ended.");
        var result = await Waiting.ForAsync("Back-testing", progress => test.RunAsync(database, begun, now, new Parts(progress), ct));
        ScorecardTestOutput.Write(result, parsed.GetValue(Output.Format));
        return Door.Done;
    }

    private static IReadOnlyList<ClientHistory> OfFile(ParseResult parsed, string path, DateTimeOffset now, CancellationToken ct)
    {
        var zone = BusinessZone.Of(parsed.GetRequiredValue(Given.Zone));
        using var file = Given.Open(parsed, path, zone, now);
        var book = BookOfFile.CheckedAt(file, zone, WhatCounts.Default, new TimeOnly(8, 0), null, ct);
        FileOptions.Account(book);
        return book.Histories;
    }

    private static async Task<(IReadOnlyList<ClientHistory> Book, Scorecard? Card)> OfDatabaseAsync(ParseResult parsed, DateTimeOffset now, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var book = await BookReading.ReadAllAsync(db, Moment.Of(now, settings.Zone), settings.Zone, ct, DateOnly.MinValue);
        return (book.Histories, (await ScorecardInForce.ReadAsync(db, now, ct)).Card);
    }

    private static void Write(HealthBacktest test, OutputFormat format)
    {
        var lines = test.Horizons.SelectMany(horizon => horizon.Measures.Select(one => Of(horizon, one)));
        if (format != OutputFormat.Table)
        {
            Output.Write(lines, format);
            return;
        }
        Console.WriteLine($"{test.Clients} clients.");
        foreach (var sentence in test.Protocol.Sentences())
            Console.WriteLine(sentence);
        Output.Write(
            lines,
            OutputFormat.Table,
            new Column<Line>("days", line => line.Days),
            new("predictor", line => line.Predictor),
            new("area", line => Share(line.Area)),
            new("over days of silence", line => line.OverLow is null ? "–" : $"{Share(line.OverSilence)} ({Share(line.OverLow)} to {Share(line.OverHigh)})"),
            new("Brier", line => Share(line.Brier)),
            new("better than the base rate", line => line.BrierSkill is { } skill ? $"{Percent(skill)} %" : "–"),
            new("precision", line => $"{Percent(line.Precision)} %"),
            new("recall", line => $"{Percent(line.Recall)} %"));
        foreach (var horizon in test.Horizons)
        {
            Console.WriteLine(horizon.Verdict());
            Console.WriteLine(horizon.Trust());
            Console.WriteLine("  predicted/fell silent by tenths of the clients, in percent: " + string.Join("  ", horizon.Calibration.Tenths.Select(tenth => $"{Percent(tenth.Predicted)}/{Percent(tenth.Seen)}")));
        }
    }

    private static Line Of(HealthBacktestHorizon horizon, RiskMeasure one)
    {
        var area = one.Area?.Interval();
        var over = one.Predictor == RiskPredictor.SilentDays ? null : one.OverSilence?.Interval();
        return new(
            horizon.Days, horizon.Cases, horizon.BaseRate, Word(one.Predictor), one.Area?.Area, area?.Low, area?.High,
            over is null ? null : one.OverSilence?.Value, over?.Low, over?.High, one.Brier?.Score, one.Brier?.Skill, one.Precision, one.Recall);
    }

    private static string Word(RiskPredictor predictor) => predictor switch
    {
        RiskPredictor.Risk => "risk",
        RiskPredictor.Model => "dropout model",
        RiskPredictor.Left => "chance to have left",
        RiskPredictor.SilentDays => "days of silence",
        RiskPredictor.Score => "score",
        _ => "risk points",
    };

    private static string Share(double? share) => share is { } given ? HealthBacktestVerdict.Difference(given) : "–";

    private static string Percent(double share) => (100 * share).ToString("0.#;−0.#", CultureInfo.InvariantCulture);

    private sealed class Parts(IProgress<string> progress) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => progress.Report($"{value.Done} of {value.Total} parts done");
    }

    private sealed class Morning(IProgress<string> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report($"{DateOnly.FromDayNumber(value):yyyy-MM-dd} done");
    }
}
