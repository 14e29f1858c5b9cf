using System.Diagnostics;
using System.Globalization;
using ClientVitals.CallPatterns.Dropout;
using ClientVitals.HealthScores.Risk;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;
using ClientVitals.Statistics;

namespace ClientVitals.Benchmarks.Health;

/// <summary>Processor time to score many clients once: the documented scorecard with contributions, changes, and the risk.</summary>
internal static class HealthSpeed
{
    public static void Run(int clients)
    {
        var (inputs, recencies) = (new InputValue[clients][], new CallRecency[clients]);
        var draws = new SplitMix64(1, 1);
        for (var client = 0; client < clients; client++)
        {
            var (week, bought) = (draws.Below(6), 4 + draws.Below(40));
            inputs[client] = [week, week + draws.Below(16), draws.Below(45), draws.Below(bought), bought];
            var repeats = 2 + draws.Below(100);
            recencies[client] = new CallRecency(repeats, 4.0 * repeats, 4.0 * repeats + draws.Below(40), repeats * 1.2);
        }
        var model = new RiskModel(DateOnly.MinValue, new DropoutParameters(1.5, 6, .8, 20, 2), [.. RiskModel.Usual.Select(days => new RiskModel.OfHorizon(days, RiskCurve.Shipped(days)))]);
        for (var round = 0; round < 3; round++)
        {
            var scoring = new ScoreClients(ShippedScorecards.Documented);
            HealthScore? before = null;
            decimal sum = 0;
            Measure($"{clients} scores with contributions and changes", () =>
            {
                foreach (var one in inputs)
                {
                    var score = scoring.Of(one);
                    sum += before is null ? 0 : ScoreChange.Between(before, score)?.Change ?? 0;
                    before = score;
                }
            });
            Measure($"{clients} risks", () =>
            {
                foreach (var one in recencies)
                    sum += model.ChurnRisk(one);
            });
        }
    }

    private static void Measure(string what, Action work)
    {
        var (before, bytes) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes());
        work();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.00} s of processor time, {(GC.GetTotalAllocatedBytes() - bytes) / 1e6:0} MB allocated"));
    }
}
