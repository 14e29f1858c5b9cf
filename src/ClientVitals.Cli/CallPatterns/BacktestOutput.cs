using System.Globalization;
using ClientVitals.CallPatterns.BackTests;

namespace ClientVitals.Cli.CallPatterns;

/// <summary>Prints a back-test: for people the sentence, the protocol and three tables; for machines every point of every curve.</summary>
internal static class BacktestOutput
{
    private sealed record Line(BacktestCurve Curve, BacktestPoint Point, Backtest Test);

    private static readonly IReadOnlyList<Column<Line>> Points =
    [
        new("rule", line => line.Curve.Rule.Word()),
        new("constant", line => Math.Round(line.Point.Constant, 4)),
        new("setting", line => new BacktestSetting(line.Curve.Rule, line.Point.Constant).Words()),
        new("opened", line => line.Point.Opened),
        new("counted", line => line.Point.Counted),
        new("contradicted", line => line.Point.Contradicted),
        new("contradicted_per_100_client_weeks", line => Math.Round(line.Point.Volume, 4)),
        new("mean_delay_days", line => Math.Round(line.Point.MeanDelay, 4)),
        new("found_by_day_14", line => Math.Round(line.Point.By14, 4)),
        new("found_by_day_21", line => Math.Round(line.Point.By21, 4)),
        new("came_back", line => line.Point.Of(AlertOutcome.CameBack)),
        new("called_once", line => line.Point.Of(AlertOutcome.CalledOnce)),
        new("silent_30_days", line => line.Point.Of(AlertOutcome.Silent30)),
        new("silent_60_days", line => line.Point.Of(AlertOutcome.Silent60)),
        new("silent_90_days", line => line.Point.Of(AlertOutcome.Silent90)),
        new("too_early", line => line.Point.Of(AlertOutcome.TooEarly)),
        new("score", line => Math.Round(line.Curve.Score.Value, 4)),
        new("score_low", line => Math.Round(line.Curve.Score.Low, 4)),
        new("score_high", line => Math.Round(line.Curve.Score.High, 4)),
        new("beats_best_simple", line => line.Curve.Rule == BacktestRule.Calibrated ? line.Test.BeatsBestSimple : null),
        new("from", line => line.Test.Protocol.From),
        new("to", line => line.Test.Protocol.To),
        new("eligible", line => line.Test.Eligible),
        new("client_weeks", line => Math.Round(line.Test.ClientWeeks, 2)),
        new("plantings", line => line.Test.Plantings),
        new("seed", line => line.Test.Protocol.Seed),
    ];

    private static readonly IReadOnlyList<Column<BacktestCurve>> Scores =
    [
        new("rule", curve => curve.Rule.Word()),
        new("score, days", curve => Days(curve.Score)),
        .. BacktestProtocol.Volumes.Select((volume, at) =>
            new Column<BacktestCurve>(volume.ToString("at 0.##", CultureInfo.InvariantCulture), curve => Short(curve.AtVolumes[at].Delay.Value))),
        new("found by day 14", curve => Percent(curve.By14)),
        new("by day 21", curve => Percent(curve.By21)),
    ];

    private static readonly IReadOnlyList<Column<Line>> Aftermath =
    [
        new("rule", line => line.Curve.Rule.Word()),
        new("setting", line => new BacktestSetting(line.Curve.Rule, line.Point.Constant).Words()),
        new("per 100 client-weeks", line => line.Point.Volume.ToString("0.00", CultureInfo.InvariantCulture)),
        new("mean delay", line => Short(line.Point.MeanDelay)),
        new("opened", line => line.Point.Opened),
        new("came back", line => line.Point.Of(AlertOutcome.CameBack)),
        new("called once", line => line.Point.Of(AlertOutcome.CalledOnce)),
        new("silent 30", line => line.Point.Of(AlertOutcome.Silent30)),
        new("silent 60", line => line.Point.Of(AlertOutcome.Silent60)),
        new("silent 90", line => line.Point.Of(AlertOutcome.Silent90)),
        new("too early", line => line.Point.Of(AlertOutcome.TooEarly)),
    ];

    private static readonly IReadOnlyList<Column<(string Counted, VisitsComparison.ComparedAlerts Result)>> Both =
    [
        new("counted", one => one.Counted),
        new("alerts", one => one.Result.Opened),
        new("false", one => one.Result.FalseAlerts),
        new("too early to tell", one => one.Result.TooEarly),
        new("leavers found by day 28", one => one.Result.Found),
        new("mean delay", one => Short(one.Result.MeanDelay)),
    ];

    public static void Write(Backtest test, BacktestSource source, OutputFormat format)
    {
        var lines = test.Curves.SelectMany(curve => curve.Points.Select(point => new Line(curve, point, test)));
        if (format != OutputFormat.Table)
        {
            Output.Write(lines, format, Points);
            return;
        }
        Console.WriteLine(test.Verdict());
        Console.WriteLine();
        foreach (var sentence in test.Protocol.Sentences())
            Console.WriteLine($"  {sentence}");
        Console.WriteLine(Said($"  Here: {test.Eligible} of {test.Clients} clients eligible, {test.ClientWeeks:0} client-weeks, {test.Plantings} simulated leavers; {source.Name}, zone {source.Zone.Id}."));
        Console.WriteLine("\nMean delay in days, by contradicted alerts per 100 client-weeks (lower is better):");
        Output.Write(test.Curves, format, Scores);
        Console.WriteLine("\nWhat the budget costs and finds (calibrated):");
        Output.Write(test.Curve(BacktestRule.Calibrated).Points.Where((_, at) => at % 4 == 0).Select(point => new Line(test.Curve(BacktestRule.Calibrated), point, test)), format, Aftermath);
        Console.WriteLine("\nWhat really happened after each alert, at about the same number of alerts (documented: as documented):");
        Output.Write(test.Curves.Select(curve => new Line(curve, curve.ChosenPoint, test)), format, Aftermath);
        Console.WriteLine();
        Console.WriteLine(test.Chance());
        if (test.Visits is not { } visits)
            return;
        Console.WriteLine($"\nCalls alone and with visits (visits {(test.CountsVisits ? "count" : "do not count")} at present; change it with vitals settings --count-visits {(test.CountsVisits ? "false" : "true")}):");
        Output.Write([("calls alone", visits.Calls), ("with visits", visits.Visits)], format, Both);
        Console.WriteLine(visits.Sentence());
        Console.WriteLine(visits.Method());
    }

    private static string Days(Estimate estimate) => Said($"{estimate.Value:0.0} ({estimate.Low:0.0}–{estimate.High:0.0})");

    private static string Percent(Estimate share) => Said($"{100 * share.Value:0} % ({100 * share.Low:0}–{100 * share.High:0})");

    private static string Short(double days) => days.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
