using ClientVitals.CallPatterns.Model;

namespace ClientVitals.Benchmarks.Refits;

/// <summary>The multiples of the steady rate by days since the last call (<see cref="BurstHazard"/>), as the quotient of active days and days expected.</summary>
internal static class RefitBursts
{
    private static readonly string[] Bands = ["1 day", "2 days", "3-4 days", "5-7 days", "8-14 days", "15-28 days", "longer"];

    public static void Print(Refit refit)
    {
        double[] active = new double[Bands.Length], expected = new double[Bands.Length];
        foreach (var family in Refit.Others.Where(family => family.Habit == Habit.Bursts))
        {
            foreach (var history in family.Book(refit.Clients, Refit.FirstDay, 7 * refit.Weeks, refit.Seed))
                Count(history, Refit.FirstDay + 7 * refit.Weeks, active, expected);
        }
        Console.WriteLine("\nmultiples of the steady rate (BurstHazard), from simulated bursts\ndays since the last call            shipped  refitted");
        for (var band = 0; band < Bands.Length; band++)
            Console.WriteLine(Refit.Said($"{Bands[band],-34} {BurstHazard.ShippedMultiples[band],7:0.00} {active[band] / expected[band],9:0.00}"));
    }

    private static void Count(ClientHistory history, int until, double[] active, double[] expected)
    {
        if (history.Days.Length < 2)
            return;
        var first = history.Days[0].Day;
        var rate = (history.Days.Length - 1.0) / (until - 1 - first);
        var (last, next) = (first, 1);
        for (var day = first + 1; day < until; day++)
        {
            var band = BurstHazard.Bands[Math.Min(day - last, BurstHazard.Bands.Length - 1)];
            expected[band] += rate;
            if (next == history.Days.Length || history.Days[next].Day != day)
                continue;
            active[band]++;
            (last, next) = (day, next + 1);
        }
    }
}
