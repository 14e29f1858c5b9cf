namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// Fits the calibration of a book: the prior of its new clients by empirical Bayes (<see cref="BookPriorFit"/>), and the threshold shift at
/// which its own silences of the last 26 weeks would have opened as many false alarms as the budget allows.
/// </summary>
public static class BookCalibrationFit
{
    /// <summary>The shipped thresholds weigh as much as 45 clients watched for as long.</summary>
    private const double PriorWeeks = 45.0 * BookCalibration.Weeks;

    /// <summary>Width of the logistic function by which a resolved silence near the threshold counts in part, so that one more or less moves little.</summary>
    internal const double Blur = .25;

    /// <summary>The shift is rounded to steps, so that it does not move with every fit.</summary>
    private const double Step = .05;

    /// <summary>
    /// Resolved silences that make one opening of the monitor: here they are counted also while an alarm is open, and in part below the
    /// threshold (measured over the simulated families; <c>benchmarks … refit</c> measures it again).
    /// </summary>
    internal const double Allowed = 1.06;

    private const double LeastShift = -.5, MostShift = 2.5;

    /// <summary>
    /// Fits some clients of a book as of the Monday that the day's four weeks began (<see cref="BookCalibration.LearntOn"/>). The same clients and weeks
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

    /// <summary>The shift at which as many resolved silences would have opened as the default budget allows, by bisection.</summary>
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
