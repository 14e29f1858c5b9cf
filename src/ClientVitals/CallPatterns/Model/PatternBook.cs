using System.Collections.Concurrent;

namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// The judge: the same code for a file, a replay and the database. Pure: what it says follows from the histories,
/// the moment, the rule, the budgets and what is known of the book, client by client. A large book may be judged in parts, one after the
/// other, with the same <see cref="BookCalibration"/>; without one, every client is judged as of an unknown book.
/// </summary>
public static class PatternBook
{
    /// <summary>Judges every client as of a moment. Histories hold what is visible then; the order is kept.</summary>
    public static Judgement[] Judge(
        IReadOnlyList<ClientHistory> book, Moment asOf, PatternRule rule, PatternBudgets budgets, BookCalibration? calibration = null)
    {
        ArgumentNullException.ThrowIfNull(book);
        var judged = new Judgement[book.Count];
        InParts(book.Count, budgets, calibration ?? BookCalibration.Unknown, (monitor, index) => judged[index] = Judge(monitor, book[index], asOf, rule));
        return judged;
    }

    /// <summary>
    /// Walks day by day from the first day to the last, one check a day, warm from all earlier history, and returns the
    /// episodes that stood on any of those days, by client and opening.
    /// </summary>
    /// <param name="calibrations">What each week's checks know of the book; none = an unknown book.</param>
    public static IEnumerable<Episode> Replay(
        IReadOnlyList<ClientHistory> book, DateOnly from, DateOnly to, PatternRule rule, PatternBudgets budgets, BookCalibrations? calibrations = null)
    {
        ArgumentNullException.ThrowIfNull(book);
        var episodes = new List<Episode>[book.Count];
        InParts(book.Count, budgets, BookCalibration.Unknown, (monitor, index) =>
            episodes[index] = EpisodeReplay.Of(monitor, book[index], from.DayNumber, to.DayNumber, rule, calibrations));
        return episodes.SelectMany(one => one);
    }

    private static Judgement Judge(SequentialMonitor monitor, ClientHistory history, Moment asOf, PatternRule rule)
    {
        monitor.Begin(history, int.MaxValue, PatternWindow.Start(asOf.Today));
        monitor.WalkTo(asOf.Today);
        var judgement = monitor.Judge(asOf.Today, asOf.DayShare);
        return rule == PatternRule.Documented ? DocumentedRule.Judge(history, asOf.Today, int.MaxValue, judgement) : judgement;
    }

    /// <summary>One walk a part: it is reused from client to client and allocates nothing per day.</summary>
    private static void InParts(int count, PatternBudgets budgets, BookCalibration calibration, Action<SequentialMonitor, int> judge)
    {
        if (count < 256)
        {
            var monitor = new SequentialMonitor(budgets, calibration);
            for (var index = 0; index < count; index++)
                judge(monitor, index);
            return;
        }
        Parallel.ForEach(Partitioner.Create(0, count, 256), () => new SequentialMonitor(budgets, calibration), (range, _, monitor) =>
        {
            for (var index = range.Item1; index < range.Item2; index++)
                judge(monitor, index);
            return monitor;
        }, _ => { });
    }
}
