using System.Globalization;

namespace ClientVitals.Scheduling;

/// <summary>A slot that is not run, and why.</summary>
public sealed record SkippedSlot(DateTimeOffset Slot, string Sentence);

/// <summary>What is to be done about the slots that are due: which one is run now, which are skipped; the others wait.</summary>
/// <param name="Skipped">Oldest first; each gets its line in the ledger.</param>
/// <param name="Run">The one to run now; null = none.</param>
public sealed record DueSlots(IReadOnlyList<SkippedSlot> Skipped, DateTimeOffset? Run)
{
    /// <summary>Of the slots missed, so many at most are caught up, or recorded one by one; those before are named together.</summary>
    public const int Most = 100;

    /// <summary>So late a slot still counts as on time.</summary>
    public static readonly TimeSpan OnTime = TimeSpan.FromMinutes(5);

    private static readonly DueSlots Nothing = new([], null);

    /// <summary>Decides.</summary>
    /// <param name="due">The slots due and not yet in the ledger, oldest first; of more than <see cref="Most"/> the latest, and one more.</param>
    /// <param name="misfire"><c>once</c>: the latest is run. <c>all</c>: each, the oldest first. <c>skip</c>: only one that is on time.</param>
    /// <param name="overlap">While a run works: <c>skip</c> what comes up, or <c>queue</c> one.</param>
    /// <param name="working">The run that works at the moment: its slot, and since when; null = none.</param>
    /// <param name="last">The last run that is over: when it began and ended; null = there is none. A slot that had to wait for it is not late.</param>
    public static DueSlots Of(
        IReadOnlyList<DateTimeOffset> due,
        string misfire,
        string overlap,
        (DateTimeOffset Slot, DateTimeOffset Since)? working,
        (DateTimeOffset Began, DateTimeOffset Ended)? last,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(due);
        if (due.Count == 0)
            return Nothing;
        if (working is { } run)
        {
            // A backlog that is to be caught up waits for its turn; what comes up now does not hold up what is older.
            return overlap == "queue" || (misfire == "all" && due[0] <= run.Since)
                ? Nothing
                : new([.. due.TakeLast(Most).Select(slot => new SkippedSlot(slot, $"The run of {Moment(run.Slot)} was still running."))], null);
        }
        if (misfire == "all")
        {
            return due.Count > Most
                ? new([new(due[0], string.Create(CultureInfo.InvariantCulture, $"This run and any before it were missed; only the latest {Most} missed runs are caught up."))], due[1])
                : new([], due[0]);
        }
        var latest = due[^1];
        // One that began after the slot was not what it waited for.
        var waitedFrom = last is { } over && over.Began <= latest && over.Ended > latest ? over.Ended : latest;
        var runs = misfire == "once" || now - waitedFrom <= OnTime;
        var why = runs ? $"It was missed; the later run of {Moment(latest)} takes its place." : "It was missed, and this job skips missed runs.";
        return new([.. due.Take(runs ? due.Count - 1 : due.Count).TakeLast(Most).Select(slot => new SkippedSlot(slot, why))], runs ? latest : null);
    }

    private static string Moment(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
