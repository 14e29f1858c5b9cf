namespace ClientVitals.CallPatterns.Model;

/// <summary>FIT</summary>
public static class BookCalibrationFit
{
    /// <summary>What is shipped weighs as much as 45 clients watched as long.</summary>
    private const double PriorWeeks = 45.0 * BookCalibration.Weeks;

    /// <summary>A silence that ended is counted in part within so much of the threshold, so that one more or less moves little.</summary>
    private const double Blur = .25;

    /// <summary>The shift is learnt in steps, so that it does not move every week.</summary>
    private const double Step = .05;

    /// <summary>
    /// Silences are counted here as if no alarm ever stood, and in part before they reach the threshold: so many of them make one opening
    /// (measured over the simulated families).
    /// </summary>
    private const double Allowed = 1.06;

    private const double LeastShift = -.5, MostShift = 2.5;

    /// <summary>
    /// Learns from some clients of a book what was known when the day's four weeks began (<see cref="BookCalibration.LearntOn"/>). The same clients and weeks
    /// give the same calibration, in whatever order they come.
    /// </summary>
    /// <param name="sample">At most <see cref="BookCalibration.MostClients"/>, see <see cref="BookCalibration.Sample"/>. Histories may hold more than was visible then.</param>
    /// <param name="day">The day judged.</param>
    public static BookCalibration Of(IReadOnlyList<ClientHistory> sample, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var monday = BookCalibration.LearntOn(day.DayNumber);
        var known = new BookPriorFit(monday);
        foreach (var history in sample)
            known.Add(history);
        var prior = known.Learnt();
        var ended = new ResolvedSilences(monday, prior);
        foreach (var history in sample)
            ended.Add(history);
        return new BookCalibration(ended.Scores.Count == 0 ? 0 : Learnt([.. ended.Scores.Order()], ended.WeeksAtRisk)) { Prior = prior };
    }

    /// <summary>Where as many silences that ended would have opened as the default budget allows.</summary>
    private static double Learnt(double[] scores, double weeks)
    {
        var allowed = Allowed * PatternBudgets.Default.Break / 100;
        double low = LeastShift, high = MostShift;
        for (var step = 0; step < 30; step++)
        {
            var shift = (low + high) / 2;
            var opened = PriorWeeks * allowed * Math.Exp(-shift);
            foreach (var score in scores)
                opened += 1 / (1 + Math.Exp((shift - score) / Blur));
            if (opened > allowed * (PriorWeeks + weeks))
                low = shift;
            else
                high = shift;
        }
        return Math.Round(high / Step) * Step;
    }
}
