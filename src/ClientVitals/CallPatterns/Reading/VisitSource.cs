using ClientVitals.CallPatterns.Model;

namespace ClientVitals.CallPatterns.Reading;

/// <summary>A source of sessions: how many clients attended on each day, and from when to when it tells.</summary>
/// <param name="Name">As sessions name it.</param>
/// <param name="Begins">The first day from which its records are whole (<see cref="DateOnly.DayNumber"/>); 0 = before the days that were read.</param>
/// <param name="Last">The last day with a visit.</param>
/// <param name="Counts">Whether it delivers at present, and long enough to know what is usual.</param>
/// <param name="Ended">Whether it delivers no longer.</param>
internal sealed record VisitSource(string Name, int Begins, int Last, bool Counts, bool Ended)
{
    /// <summary>
    /// Records of fewer days do not count yet: with fewer, those who attend would be too new to be judged, and an alarm that is right would close.
    /// </summary>
    internal const int FewestDays = 56;

    /// <summary>A source of which nothing came for so many days, where visits were to be expected, delivers no longer.</summary>
    internal const int EndedAfter = 28;

    /// <summary>Visits to be expected that make a silence no chance: the chance of none is 1e-4.</summary>
    private const double Implausible = 9;

    /// <summary>A week with fewer visits than this share of the usual lies before the records: a single row with a wrong year begins nothing.</summary>
    private const double Whole = .25;

    private readonly int[] _active = [];
    private readonly int _first;

    private VisitSource(string name, int begins, int last, bool counts, bool ended, int first, int[] active)
        : this(name, begins, last, counts, ended)
    {
        _first = first;
        _active = active;
    }

    /// <param name="days">One for each client and day.</param>
    /// <param name="from">The first day that was read.</param>
    public static VisitSource Of(string name, IEnumerable<int> days, int from, int today)
    {
        var byDay = days.CountBy(day => day).ToDictionary();
        var (first, last) = (byDay.Keys.Min(), byDay.Keys.Max());
        var active = new int[last - first + 1];
        foreach (var (day, clients) in byDay)
            active[day - first] = clients;
        var begins = Math.Max(first, FirstWholeWeek(active, first));
        if (begins < from + 7)
            begins = 0;
        var usual = active[^Math.Min(FewestDays, active.Length)..].Sum() / (double)FewestDays;
        var ended = today - last > EndedAfter && usual * (today - 1 - last) >= Implausible;
        return new(name, begins, last, !ended && today - Math.Max(begins, from) >= FewestDays, ended, first, active);
    }

    /// <summary>Why its visits do not count.</summary>
    public string WhyNot => Ended
        ? FormattableString.Invariant($"Visits of {Name} do not count any more: the last one is of {DateOnly.FromDayNumber(Last):d MMM yyyy}. Import its sessions, and they count again.")
        : FormattableString.Invariant($"Visits of {Name} do not count yet: its records begin on {DateOnly.FromDayNumber(Begins):d MMM yyyy} and must cover {FewestDays / 7} weeks. Import older sessions, or wait.");

    /// <summary>Clients who attended on a day.</summary>
    public int ActiveOn(int day) => day >= _first && day <= Last ? _active[day - _first] : 0;

    private static int FirstWholeWeek(int[] active, int first)
    {
        var monday = Moment.MondayOf(first);
        var weeks = new int[(first + active.Length - 1 - monday) / 7 + 1];
        for (var place = 0; place < active.Length; place++)
            weeks[(first + place - monday) / 7] += active[place];
        int[] told = [.. weeks.Where(visits => visits > 0).Order()];
        return monday + 7 * Array.FindIndex(weeks, visits => visits >= Whole * told[told.Length / 2]);
    }
}
