using System.Globalization;
using ClientVitals.HealthScores.BackTests;
using ClientVitals.HealthScores.Risk;
using MathNet.Numerics.Distributions;

namespace ClientVitals.Benchmarks.Health;

/// <summary>The back-test on several simulated businesses, with the mean over them and its 95 % interval by Student's t.</summary>
internal static class HealthTowns
{
    public static void Run(HealthOptions options)
    {
        var tests = new List<HealthBacktest>();
        foreach (var seed in options.Seeds)
        {
            var book = HealthBooks.OfTown(seed, options.Clients, options.Weeks);
            var test = HealthBacktest.Of(book, options.ProtocolOf(book));
            tests.Add(test);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {string.Join("   ", test.Horizons.Select(One))}"));
        }
        if (tests.Count == 1)
            HealthBenchmark.Print(tests[0]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nmean over {tests.Count} seeds of {options.Clients} clients, {options.Weeks} weeks"));
        foreach (var days in RiskModel.Usual)
        {
            var horizons = tests.Select(test => test.Horizons.Single(one => one.Days == days)).ToArray();
            foreach (var predictor in Enum.GetValues<RiskPredictor>())
            {
                var area = Mean(horizons.Select(one => one.Of(predictor).Area!.Value.Area));
                var over = Mean(horizons.Select(one => one.Of(predictor).OverSilence!.Value.Value));
                var skill = Mean(horizons.Select(one => one.Of(predictor).Brier?.Skill ?? double.NaN));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{days,3} {predictor,-10} AUC {area.Value:0.0000} ± {area.Half:0.0000}   over silence {over.Value:+0.0000;-0.0000} ± {over.Half:0.0000}   Brier {100 * skill.Value,6:0.0} % below the base rate's   precision {Mean(horizons.Select(one => one.Of(predictor).Precision)).Value:0.000} recall {Mean(horizons.Select(one => one.Of(predictor).Recall)).Value:0.000}"));
            }
            var error = Mean(horizons.Select(one => 100 * one.Calibration.AverageError));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{days,3} calibration off by {error.Value:0.00} ± {error.Half:0.00} points over tenths (worst book {horizons.Max(one => 100 * one.Calibration.AverageError):0.00}); recalibrated by {string.Join(", ", horizons.SelectMany(one => one.Curves).CountBy(curve => $"{curve.Kind}{(curve.Steps is null ? "" : ", bent")}").Select(one => $"{one.Key} {one.Value}"))}"));
        }
    }

    private static string One(HealthBacktestHorizon horizon) => string.Create(
        CultureInfo.InvariantCulture,
        $"{horizon.Days}d base {horizon.BaseRate:0.0000} risk {horizon.Of(RiskPredictor.Risk).Area?.Area:0.000} model {horizon.Of(RiskPredictor.Model).Area?.Area:0.000} silence {horizon.Of(RiskPredictor.SilentDays).Area?.Area:0.000} cal {100 * horizon.Calibration.AverageError:0.0}");

    private static (double Value, double Half) Mean(IEnumerable<double> values)
    {
        double[] all = [.. values];
        var mean = all.Average();
        return (mean, all.Length < 2
            ? double.NaN
            : StudentT.InvCDF(0, 1, all.Length - 1, .975) * Math.Sqrt(all.Sum(one => (one - mean) * (one - mean)) / (all.Length - 1) / all.Length));
    }
}
