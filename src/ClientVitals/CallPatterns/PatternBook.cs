namespace ClientVitals.CallPatterns;

/// <summary>
/// The judge: the same code for a file, a replay and the database. Pure: what it says follows from the histories,
/// the moment, the rule and the budgets alone.
/// </summary>
public static class PatternBook
{
    /// <summary>Judges every client as of a moment. Histories hold what is visible then; the order is kept.</summary>
    public static Judgement[] Judge(
        IReadOnlyList<ClientHistory> book, Moment asOf, PatternRule rule, PatternBudgets budgets) =>
        throw new NotImplementedException();

    /// <summary>
    /// Walks day by day from the first day to the last, one check a day, warm from all earlier history, and returns the
    /// episodes that stood on any of those days, by client and opening.
    /// </summary>
    public static IEnumerable<Episode> Replay(
        IReadOnlyList<ClientHistory> book, DateOnly from, DateOnly to, PatternRule rule, PatternBudgets budgets) =>
        throw new NotImplementedException();
}
