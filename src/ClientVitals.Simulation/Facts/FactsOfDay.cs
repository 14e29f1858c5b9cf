namespace ClientVitals.Simulation.Facts;

/// <summary>
/// What the sources told of a town within one business day: new rows, and rows whose newest version of the day replaces an earlier one.
/// Day after day these add up to what is known at the end.
/// </summary>
public sealed record FactsOfDay(
    DateOnly Day,
    IReadOnlyList<(Resident Resident, SimulatedSession Row)> Sessions,
    IReadOnlyList<(Resident Resident, SimulatedPackage Row)> Packages,
    IReadOnlyList<(Resident Resident, SimulatedPayment Row)> Payments)
{
    /// <summary>
    /// The days from <paramref name="first"/> to <paramref name="last"/>, one after the other. Everybody is followed once; their rows stay in
    /// memory meanwhile, which is meant for a town of thousands, not of hundred thousands.
    /// </summary>
    public static IEnumerable<FactsOfDay> Of(Town town, DateOnly first, DateOnly last)
    {
        var clock = new TownClock(town.Zone);
        var everybody = Rows.Of(town, last);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var (from, until) = (clock.At(day.DayNumber, 0), clock.At(day.DayNumber + 1, 0));
            yield return new(
                day,
                Read(everybody, rows => rows.Sessions, from, until),
                Read(everybody, rows => rows.Packages, from, until),
                Read(everybody, rows => rows.Payments, from, until));
        }
    }

    private static List<(Resident, TRow)> Read<TRow>(List<Rows> town, Func<Rows, TRow[]> which, long from, long until)
        where TRow : struct, IFactRow<TRow>
    {
        var read = new List<(Resident, TRow)>();
        foreach (var rows in town)
        {
            foreach (var row in FactRows.Read(which(rows), from, until)) read.Add((rows.Resident, row));
        }
        return read;
    }

    private sealed record Rows(Resident Resident, SimulatedSession[] Sessions, SimulatedPackage[] Packages, SimulatedPayment[] Payments)
    {
        public static List<Rows> Of(Town town, DateOnly last)
        {
            var facts = new ClientFacts(town, TownClock.Midnight(town.Zone, last.AddDays(1)));
            var all = new List<Rows>();
            foreach (var resident in town.Residents())
            {
                if (facts.Follow(resident) is not null) all.Add(new(resident, [.. facts.Sessions], [.. facts.Packages], [.. facts.Payments]));
            }
            return all;
        }
    }
}
