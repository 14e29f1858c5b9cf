using ClientVitals.CallPatterns.Model;

namespace ClientVitals.Benchmarks.Refits;

/// <summary>
/// The thresholds (<see cref="CalibratedThresholds"/>): for each, the budget that must be asked for so that as many false openings happen as the
/// default budget allows. A threshold is −ln of the budget, so what it should be lies off by −ln of the quotient.
/// </summary>
internal static class RefitThresholds
{
    private const double LowestShift = -3, HighestShift = 3;

    private const int Halvings = 9;

    private enum Opening
    {
        Break,
        Above,
    }

    public static void Print(Refit refit)
    {
        Console.WriteLine("\nthreshold of a silence (CalibratedThresholds), Poisson clients, shipped prior\nactive days a week                  shipped  refitted");
        for (var node = 0; node < CalibratedThresholds.SilenceNodes.Length; node++)
        {
            var days = CalibratedThresholds.SilenceNodes[node];
            var shift = Shift(refit, [new(Habit.Poisson, RateOf(days))], Opening.Break);
            Console.WriteLine(Refit.Said($"{days,-34:0.00} {CalibratedThresholds.Silence[node],7:0.00} {CalibratedThresholds.Silence[node] + shift,9:0.00}"));
        }
        Console.WriteLine("\nby kind of client, all rates: what the thresholds lack (natural-log units; 0 = the budget is met)");
        foreach (var kind in Refit.Kinds)
            Console.WriteLine(Refit.Said($"{kind,-34}         {Shift(refit, [.. Refit.Cells.Where(cell => cell.Habit == kind)], Opening.Break),9:0.00}"));
        var rise = Shift(refit, [.. Refit.Cells.Where(cell => cell.Habit == Habit.Poisson)], Opening.Above);
        Console.WriteLine(Refit.Said($"\n{"threshold of a rise",-34} {CalibratedThresholds.Rise,7:0.00} {CalibratedThresholds.Rise + rise,9:0.00}"));
    }

    /// <summary>What must be added to the threshold so that the default budget is met.</summary>
    private static double Shift(Refit refit, IReadOnlyList<CalibrationFamily> families, Opening opening)
    {
        ClientHistory[] book = [.. families.SelectMany(family => family.Book(refit.Clients, Refit.FirstDay, 7 * (refit.Weeks + Refit.WatchedWeeks), refit.Seed))];
        var allowed = opening == Opening.Break ? PatternBudgets.Default.Break : PatternBudgets.Default.Above;
        double low = LowestShift, high = HighestShift;
        for (var halving = 0; halving < Halvings; halving++)
        {
            var shift = (low + high) / 2;
            if (Opened(book, refit.Weeks, shift, opening) > allowed)
                low = shift;
            else
                high = shift;
        }
        return (low + high) / 2;
    }

    private static double Opened(ClientHistory[] book, int warm, double shift, Opening opening)
    {
        var from = DateOnly.FromDayNumber(Refit.FirstDay + 7 * warm);
        var to = from.AddDays(7 * Refit.WatchedWeeks - 1);
        var times = Math.Exp(-shift);
        var (alarm, below, above) = PatternBudgets.Default;
        var episodes = PatternBook.Replay(book, from, to, PatternRule.Calibrated, new PatternBudgets(alarm * times, below * times, above * times));
        return 100.0 / (book.Length * Refit.WatchedWeeks) * episodes.Count(episode => opening == Opening.Break
            ? episode.BreakOn >= from
            : episode.Worst == PatternStatus.AbovePattern && episode.OpenedOn >= from);
    }

    /// <summary>The calls a week of a Poisson client with so many active days.</summary>
    private static double RateOf(double activeDays)
    {
        double low = 0, high = 50;
        for (var halving = 0; halving < 60; halving++)
        {
            var rate = (low + high) / 2;
            if (CalibrationFamily.ActiveDays(rate) < activeDays)
                low = rate;
            else
                high = rate;
        }
        return high;
    }
}
