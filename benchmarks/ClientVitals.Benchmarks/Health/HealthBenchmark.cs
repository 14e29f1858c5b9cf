using System.Diagnostics;
using System.Globalization;
using ClientVitals.HealthScores.BackTests;

namespace ClientVitals.Benchmarks.Health;

/// <summary>
/// How good the risk is, on simulated businesses and on files of calls.
/// <c>health town [--seeds 7001-7010] [--clients 2000] [--weeks 52]</c> ·
/// <c>health file FILE[@zone] [--mornings 1997-10-01,1997-12-31] [--heard 180] [--shown all]</c> ·
/// <c>health refit [--seeds 101-110] …</c> · <c>health speed [--clients 100000]</c>
/// </summary>
internal static class HealthBenchmark
{
    public static int Run(string[] args)
    {
        if (args is [] || HealthOptions.Read(args) is not { } options)
            return Usage();
        switch (args[0])
        {
            case "town":
                HealthTowns.Run(options);
                return 0;
            case "file" when options.Files.Count > 0:
                foreach (var file in options.Files)
                    OneFile(file, options);
                return 0;
            case "refit":
                HealthRefit.Run(options);
                return 0;
            case "speed":
                HealthSpeed.Run(options.Clients);
                return 0;
            default:
                return Usage();
        }
    }

    private static int Usage()
    {
        Console.Error.WriteLine("Say health town, health file FILE, health refit or health speed; --seeds, --clients, --weeks, --mornings, --heard and --call are known.");
        return 2;
    }

    private static void OneFile(string given, HealthOptions options)
    {
        var at = given.LastIndexOf('@');
        var (path, zone) = at < 0 ? (given, "UTC") : (given[..at], given[(at + 1)..]);
        var book = HealthBooks.OfFile(path, zone);
        var watch = Stopwatch.StartNew();
        var test = HealthBacktest.Of(book, options.ProtocolOf(book));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{Path.GetFileName(path)}: {test.Clients} clients, {watch.Elapsed.TotalSeconds:0.0} s"));
        Print(test);
    }

    public static void Print(HealthBacktest test)
    {
        foreach (var sentence in test.Protocol.Sentences())
            Console.WriteLine(sentence);
        Console.WriteLine("days   cases   base  predictor   AUC    95 %           - silence  95 %              Brier  skill   reliab.  resol.  precision recall");
        foreach (var horizon in test.Horizons)
        {
            foreach (var one in horizon.Measures)
            {
                var (low, high) = one.Area?.Interval() ?? (double.NaN, double.NaN);
                var over = one.OverSilence?.Interval() ?? (double.NaN, double.NaN);
                var brier = one.Brier is { } score
                    ? string.Create(CultureInfo.InvariantCulture, $"{score.Score,6:0.0000} {100 * score.Skill,5:0.0} % {score.Reliability,8:0.00000} {score.Resolution,7:0.0000}")
                    : new string(' ', 31);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{horizon.Days,4} {horizon.Cases,7} {horizon.BaseRate,6:0.0000}  {one.Predictor,-10} {one.Area?.Area,6:0.0000} ({low:0.000} {high:0.000})  {one.OverSilence?.Value,8:+0.0000;-0.0000}  ({over.Item1,6:+0.000;-0.000} {over.Item2,6:+0.000;-0.000})  {brier}  {one.Precision,7:0.000} {one.Recall,7:0.000}"));
            }
            Console.WriteLine("     tenths, predicted/seen in %: " + string.Join("  ", horizon.Calibration.Tenths.Select(tenth =>
                string.Create(CultureInfo.InvariantCulture, $"{100 * tenth.Predicted:0.0}/{100 * tenth.Seen:0.0}"))));
            Console.WriteLine("     recalibrated: " + string.Join("  ", horizon.Curves.Select(curve =>
                string.Create(CultureInfo.InvariantCulture, $"{curve.Kind}{(curve.Steps is null ? "" : ", bent")} from {curve.Cases} ({curve.Silent} silent)"))));
            Console.WriteLine("     " + horizon.Verdict());
            Console.WriteLine("     " + horizon.Trust());
        }
    }
}
