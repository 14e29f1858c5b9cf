using System.Collections.Concurrent;

namespace ClientVitals.CallPatterns;

/// <summary>
/// The judge: the same code for a file, a replay and the database. Pure: what it says follows from the histories,
/// the moment, the rule, the budgets and what is known of the book, client by client. A large book may be judged in parts, one after the
/// other, with the same <see cref="BookHabit"/>; without one, every client is judged as of an unknown book.
/// </summary>
public static class PatternBook
{
    /// <summary>Judges every client as of a moment. Histories hold what is visible then; the order is kept.</summary>
    public static Judgement[] Judge(
        IReadOnlyList<ClientHistory> book, Moment asOf, PatternRule rule, PatternBudgets budgets, BookHabit? habit = null)
    {
        ArgumentNullException.ThrowIfNull(book);
        var judged = new Judgement[book.Count];
        InParts(book.Count, budgets, habit ?? BookHabit.Unknown, (walk, index) => judged[index] = Judge(walk, book[index], asOf, rule));
        return judged;
    }

    /// <summary>
    /// Walks day by day from the first day to the last, one check a day, warm from all earlier history, and returns the
    /// episodes that stood on any of those days, by client and opening.
    /// </summary>
    /// <param name="habits">What each week's checks know of the book; none = an unknown book.</param>
    public static IEnumerable<Episode> Replay(
        IReadOnlyList<ClientHistory> book, DateOnly from, DateOnly to, PatternRule rule, PatternBudgets budgets, BookHabits? habits = null)
    {
        ArgumentNullException.ThrowIfNull(book);
        var episodes = new List<Episode>[book.Count];
        InParts(book.Count, budgets, BookHabit.Unknown, (walk, index) =>
            episodes[index] = EpisodeReplay.Of(walk, book[index], from.DayNumber, to.DayNumber, rule, habits));
        return episodes.SelectMany(one => one);
    }

    private static Judgement Judge(CalibratedWalk walk, ClientHistory history, Moment asOf, PatternRule rule)
    {
        walk.Begin(history, int.MaxValue, PatternWindow.Start(asOf.Today));
        walk.WalkTo(asOf.Today);
        var judgement = walk.Judge(asOf.Today, asOf.DayShare);
        return rule == PatternRule.Documented ? DocumentedRule.Judge(history, asOf.Today, int.MaxValue, judgement) : judgement;
    }

    /// <summary>One walk a part: it is reused from client to client and allocates nothing per day.</summary>
    private static void InParts(int count, PatternBudgets budgets, BookHabit habit, Action<CalibratedWalk, int> judge)
    {
        if (count < 256)
        {
            var walk = new CalibratedWalk(budgets, habit);
            for (var index = 0; index < count; index++)
                judge(walk, index);
            return;
        }
        Parallel.ForEach(Partitioner.Create(0, count, 256), () => new CalibratedWalk(budgets, habit), (range, _, walk) =>
        {
            for (var index = range.Item1; index < range.Item2; index++)
                judge(walk, index);
            return walk;
        }, _ => { });
    }
}
