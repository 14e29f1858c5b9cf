using System.CommandLine;
using System.Globalization;
using ClientVitals.CallPatterns.BackTests;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Settings;

namespace ClientVitals.Cli.CallPatterns;

/// <summary><c>vitals call-patterns backtest [FILE]</c></summary>
internal static class BacktestCommand
{
    private static readonly FileOptions Given = new();

    private static readonly Argument<string?> File = new("file")
    {
        Description = "A CSV file of calls (also .gz), or - for standard input; without it the calls of the database.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<DateOnly?> From = PatternOptions.Date("--from", "First day of the window; 18 weeks of calls must come before it. Default: the last 26 weeks, as far as the history allows.");
    private static readonly Option<DateOnly?> To = PatternOptions.Date("--to", "Last day of the window. Default: the day of the last call.");

    private static readonly Option<int> Plantings = Number("--plantings", "Simulated leavers made from each client's history, 1 to 50.", 8, 1, 50);
    private static readonly Option<int> Resamples = Number("--resamples", "Bootstrap resamples behind the intervals, 100 to 100000.", 1000, 100, 100_000);
    private static readonly Option<long> Seed = new("--seed") { Description = "Seed of the random choices: the same number gives the same result.", HelpName = "number", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Html = new("--html") { Description = "Also write the report as a self-contained page: backtest.html.", HelpName = "file" };

    public static Command Command()
    {
        var command = new Command(
            "backtest",
            "Compare four rules on your own history: documented, a fixed silence, each client's own gap, calibrated. Shows how many false alerts each gives, "
            + "how soon each detects a client who leaves, and what became of the alerts. csv and json give every point of every curve. "
            + "Example: vitals call-patterns backtest calls.csv --html backtest.html");
        command.Add(File);
        Given.AddReading(command);
        command.Add(From);
        command.Add(To);
        command.Add(Plantings);
        command.Add(Resamples);
        command.Add(Seed);
        command.Add(Html);
        command.Add(Output.Format);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var source = parsed.GetValue(File) is { } path ? OfFile(parsed, path, now, ct) : await OfDatabaseAsync(parsed, now, ct);
        var active = source.Histories.SelectMany(history => history.Days).Where(day => day.IsActive).Select(day => day.Day);
        int first = active.DefaultIfEmpty().Min(), last = active.DefaultIfEmpty().Max();
        if (last == 0)
            throw new PlainError($"There is no call to back-test in {source.Name}.");
        var (from, to) = BacktestProtocol.Window(
            DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last), parsed.GetValue(From), parsed.GetValue(To));
        var protocol = new BacktestProtocol(from, to, parsed.GetValue(Plantings), parsed.GetValue(Seed), parsed.GetValue(Resamples));
        var result = await Waiting.ForAsync("Back-testing", progress => Task.Run(() =>
            Backtest.Of(source.Histories, protocol, source.Budgets, new Counted(progress), ct), ct));
        if (source.Settings is { } settings)
            result = await WithVisitsAsync(parsed, result, source, settings, ct);
        BacktestOutput.Write(result, source, parsed.GetValue(Output.Format));
        if (parsed.GetValue(Html) is { } page)
        {
            await System.IO.File.WriteAllTextAsync(page, BacktestPage.Of(result, source), ct);
            await Console.Error.WriteLineAsync($"The page is in {page}.");
        }
        return Door.Done;
    }

    private static BacktestSource OfFile(ParseResult parsed, string path, DateTimeOffset now, CancellationToken ct)
    {
        var zone = BusinessZone.Of(parsed.GetRequiredValue(Given.Zone));
        using var file = Given.Open(parsed, path, zone, now);
        var book = BookOfFile.CheckedAt(file, zone, WhatCounts.Default, new TimeOnly(8, 0), null, ct);
        FileOptions.Account(book);
        return new BacktestSource(book.Histories, PatternBudgets.Default, file.Name, zone.Info, now);
    }

    private static async Task<BacktestSource> OfDatabaseAsync(ParseResult parsed, DateTimeOffset now, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var asOf = Moment.Of(now, settings.Zone);
        var visits = await CountedVisits.ReadAsync(db, settings, asOf, DateOnly.MinValue, isNow: true, ct);
        var book = await BookReading.ReadAllAsync(db, asOf, settings.Zone, ct, DateOnly.MinValue, visits);
        var budgets = PatternBudgets.Of(settings);
        return new BacktestSource(book.Histories, budgets, "the database", settings.Zone, now) { Settings = settings };
    }

    private static async Task<Backtest> WithVisitsAsync(ParseResult parsed, Backtest result, BacktestSource source, BusinessSettings settings, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var asOf = Moment.Of(source.ReadAt, settings.Zone);
        var visits = await Waiting.ForAsync("Comparing calls alone with visits", _ => VisitsComparison.OfAsync(db, settings, asOf, source.Histories, result.Protocol, ct));
        return result with { Visits = visits, CountsVisits = settings.CountsVisits };
    }

    private static Option<int> Number(string name, string description, int usual, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            result.AddError($"{name} must be a number from {least} to {most}, not {result.Tokens[0].Value}.");
            return default;
        },
    };

    private sealed class Counted(IProgress<string> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(string.Create(CultureInfo.InvariantCulture, $"{value} eligible clients done"));
    }
}

/// <summary>Where the histories come from.</summary>
/// <param name="Name">As it is told: a file's name, or the database.</param>
/// <param name="Zone">Zone in which days were cut.</param>
/// <param name="ReadAt">When they were read.</param>
internal sealed record BacktestSource(
    IReadOnlyList<ClientHistory> Histories, PatternBudgets Budgets, string Name, TimeZoneInfo Zone, DateTimeOffset ReadAt)
{
    /// <summary>The settings of the database; null for a file.</summary>
    public BusinessSettings? Settings { get; init; }
}
