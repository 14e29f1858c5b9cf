using ClientVitals.CallPatterns.Dropout;
using MathNet.Numerics.Distributions;

namespace ClientVitals.Tests.CallPatterns.Dropout;

/// <summary>Clients who behave as the dropout model says, drawn by a seed.</summary>
internal static class SimulatedBook
{
    public static List<CallRecency> Of(DropoutParameters model, int seed, int clients, double watched)
    {
        var random = new Random(seed);
        var book = new List<CallRecency>(clients);
        for (var client = 0; client < clients; client++)
        {
            var rate = Gamma.Sample(random, model.R, model.Alpha);
            var leave = Beta.Sample(random, model.A, model.B);
            double last = 0, logs = 0;
            var repeats = 0;
            while (repeats == 0 && !model.LeavesAfterFirst || random.NextDouble() >= leave)
            {
                var gap = Gamma.Sample(random, model.K, rate);
                if (last + gap > watched)
                    break;
                last += gap;
                logs += Math.Log(gap);
                repeats++;
            }
            book.Add(new CallRecency(repeats, last, watched, logs));
        }
        return book;
    }
}
