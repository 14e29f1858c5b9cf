using System.Globalization;
using ClientVitals.HealthScores.BackTests;
using ClientVitals.HealthScores.BackTests.Cards;

namespace ClientVitals.Cli.HealthScores;

/// <summary>What a back-test of a version says, as the command line prints it.</summary>
internal static class ScorecardTestOutput
{
    /// <summary>A line of the result: one predictor of one group at one horizon.</summary>
    /// <param name="Segment">Null = all clients.</param>
    internal sealed record Line(
        string? Segment, int Days, int Cases, int Silent, string Predictor, double? Area, double? AreaLow, double? AreaHigh, double? OverSilence, double? OverLow, double? OverHigh,
        double? Recall, double? Precision, double? Brier);

    public static void Write(ScorecardBacktest test, OutputFormat format)
    {
        var lines = test.Groups.SelectMany(group => group.Horizons.SelectMany(horizon => horizon.Measures
            .Where(one => one.Predictor != CardPredictor.InForce || test.InForce != test.Scorecard)
            .Select(one => Of(test, group.Segment, horizon, one))));
        if (format != OutputFormat.Table)
        {
            Output.Write(lines, format);
            return;
        }
        foreach (var sentence in test.Protocol.Sentences())
            Console.WriteLine(sentence);
        Output.Write(
            lines,
            OutputFormat.Table,
            new Column<Line>("group", line => line.Segment ?? "all"),
            new("days", line => line.Days),
            new("cases", line => line.Cases),
            new("silent", line => line.Silent),
            new("by", line => line.Predictor),
            new("area", line => line.Area is null ? "–" : $"{Number(line.Area)} ({Number(line.AreaLow)} to {Number(line.AreaHigh)})"),
            new("over days of silence", line => line.OverSilence is null ? "–" : $"{Number(line.OverSilence)} ({Number(line.OverLow)} to {Number(line.OverHigh)})"),
            new("recall", line => Percent(line.Recall)),
            new("precision", line => Percent(line.Precision)),
            new("Brier", line => Number(line.Brier)));
        foreach (var horizon in test.Groups[0].Horizons.Where(horizon => horizon.Calibration.Count > 0))
            Console.WriteLine($"{horizon.Days} days, predicted/fell silent by tenths of the client-days, in percent: " + string.Join("  ", horizon.Calibration.Select(tenth => $"{100 * tenth.Predicted:0}/{100 * tenth.Seen:0}")));
        Console.WriteLine(test.Verdict());
        if (test.Comparison() is { } comparison)
            Console.WriteLine(comparison);
        Console.WriteLine($"Kept with the version: Settings, Scorecards, {test.Scorecard}.");
    }

    private static Line Of(ScorecardBacktest test, string? segment, HorizonFigures horizon, PredictorFigures one) => new(
        segment, horizon.Days, horizon.Cases, horizon.Silent, Word(one.Predictor, test), one.Area?.Value, one.Area?.Low, one.Area?.High, one.OverSilence?.Value, one.OverSilence?.Low, one.OverSilence?.High,
        one.Recall, one.Precision, one.Brier);

    private static string Word(CardPredictor predictor, ScorecardBacktest test) => predictor switch
    {
        CardPredictor.Version => test.Scorecard,
        CardPredictor.InForce => $"{test.InForce} (in force)",
        CardPredictor.OldPoints => "old risk points",
        _ => "days of silence",
    };

    private static string Number(double? number) => number is { } given ? HealthBacktestVerdict.Difference(given) : "–";

    private static string Percent(double? share) => share is { } given ? (100 * given).ToString("0.#", CultureInfo.InvariantCulture) + " %" : "–";
}
