using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Statistics;
using Npgsql;

namespace ClientVitals.CallPatterns.MissingData;

/// <content>Sources of sessions, where visits count.</content>
internal sealed partial record FindSilences
{
    /// <summary>Visits that count beside calls; null = calls alone.</summary>
    public CountedVisits? Visits { get; init; }

    /// <summary>Whether visits of the last days came as the week before: then a silence of calls is one of their source, not of the whole book.</summary>
    private bool VisitsCame => Visits?.Sources.Any(source => source.Counts && Enumerable.Range(1, LastDays).Select(back => AsOf.Today - back)
        .Any(day => source.ActiveOn(day) > 0 && 2 * source.ActiveOn(day) >= source.ActiveOn(day - 7))) == true;

    private bool IsAsked(string? source) => Visits?.Sources.Any(one => one.Counts && one.Name == source) == true;

    private Dictionary<int, int> VisitsOf(string source, int from, int until)
    {
        var told = Visits!.Sources.Single(one => one.Name == source);
        return Enumerable.Range(from, Math.Max(0, until - from)).ToDictionary(day => day, told.ActiveOn);
    }

    /// <summary>
    /// Keeps a silence that lasts of a source of sessions, however many days ago it began: an export that comes once a week, or the first analysis that
    /// counts visits. The weeks before the days waited for say what is usual.
    /// </summary>
    private async Task KeepVisitsAsync(NpgsqlConnection db, VisitSource source, List<ClosedLine> closed, CancellationToken ct)
    {
        var before = AsOf.Today - VisitSource.EndedAfter;
        var from = Math.Max(source.Begins, before - 7 * Weeks);
        var active = VisitsOf(source.Name, from, AsOf.Today);
        var usual = Usual(active, from, before, closed);
        var first = AsOf.Today;
        while (first > before && (IsClosed(first - 1, closed) || LowCountTest.IsSilent(active.GetValueOrDefault(first - 1), usual[Moment.Weekday(first - 1)])))
            first--;
        // A Sunday on which nobody comes anyway is not yet the silence.
        while (first < AsOf.Today && usual[Moment.Weekday(first)] < 1)
            first++;
        int[] days = [.. Enumerable.Range(first, AsOf.Today - first).Where(day => !IsClosed(day, closed))];
        var (expected, seen) = (days.Sum(day => usual[Moment.Weekday(day)]), days.Sum(day => active.GetValueOrDefault(day)));
        if (expected < FewestExpected)
            return;
        // How much as many days vary from week to week, as far as the weeks do not overlap.
        var weeks = Enumerable.Range(1, Weeks).Select(week => before - 7 * week).Where(monday => monday >= from).ToList();
        double[] totals = [.. weeks.Select(monday => (double)Enumerable.Range(monday, Math.Min(7, days.Length)).Sum(day => active.GetValueOrDefault(day)))];
        var alpha = LowCountTest.Alpha([totals]);
        var chance = NegativeBinomialTail.AtMost(seen, expected, alpha + (alpha + 1 / expected) / Math.Max(1, totals.Length));
        if (chance < LowCountTest.Chance)
            await FoundAsync(db, Whose.Sessions(source.Name), first, null, usual, expected, seen, chance, ct);
    }
}
