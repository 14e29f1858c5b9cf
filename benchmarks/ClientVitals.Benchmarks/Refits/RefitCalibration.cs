using ClientVitals.CallPatterns.Model;

namespace ClientVitals.Benchmarks.Refits;

/// <summary>
/// What the book's calibration (<see cref="BookCalibrationFit"/>) counts as one opening: resolved silences beyond the threshold, each in part,
/// over the openings that the monitor makes on the same clients and weeks. And by how much a family exceeds the budget at most once calibrated.
/// </summary>
internal static class RefitCalibration
{
    public static void Print(Refit refit)
    {
        double resolved = 0, openings = 0, most = 0;
        var which = "";
        foreach (var family in Refit.Cells)
        {
            var book = family.Book(refit.Clients, Refit.FirstDay, 7 * (refit.Weeks + Refit.WatchedWeeks), refit.Seed);
            var end = Refit.FirstDay + 7 * (refit.Weeks + Refit.WatchedWeeks);
            var silences = new ResolvedSilences(end, BookPrior.Shipped);
            foreach (var history in book)
                silences.Add(history);
            resolved += silences.Scores.Sum(score => 1 / (1 + Math.Exp(-score / BookCalibrationFit.Blur))) / silences.WeeksAtRisk;
            openings += Openings(book, refit.Weeks, new BookCalibrations(BookCalibration.Unknown)) / 100;
        }
        foreach (var family in Refit.Cells.Concat(Refit.Others))
        {
            var book = family.Book(refit.Clients, Refit.FirstDay, 7 * (refit.Weeks + Refit.WatchedWeeks), refit.Seed);
            var share = Openings(book, refit.Weeks, new BookCalibrations(BookCalibration.Sample(book))) / PatternBudgets.Default.Break;
            if (share > most)
                (most, which) = (share, Refit.Said($"{family.Habit} at {family.Rate} a week"));
        }
        Console.WriteLine("\ncalibration of the book (BookCalibrationFit, SequentialMonitor)           shipped  refitted");
        Console.WriteLine(Refit.Said($"{"resolved silences that make one opening",-34}                {BookCalibrationFit.Allowed,7:0.00} {resolved / openings,9:0.00}"));
        Console.WriteLine(Refit.Said($"{"largest false rate of a family over the budget",-34}         {SequentialMonitor.LargestFamily,7:0.00} {most,9:0.00}  ({which})"));
    }

    /// <summary>False breaks per 100 client-weeks.</summary>
    private static double Openings(ClientHistory[] book, int warm, BookCalibrations calibrations)
    {
        var from = DateOnly.FromDayNumber(Refit.FirstDay + 7 * warm);
        var to = from.AddDays(7 * Refit.WatchedWeeks - 1);
        return 100.0 / (book.Length * Refit.WatchedWeeks)
            * PatternBook.Replay(book, from, to, PatternRule.Calibrated, PatternBudgets.Default, calibrations).Count(episode => episode.BreakOn >= from);
    }
}
