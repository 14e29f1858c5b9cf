using ClientVitals.Statistics;

namespace ClientVitals.CallPatterns.MissingData;

/// <summary>Active client-days of a source, a coach or the book: on the last days, and on the same weekdays of the weeks before.</summary>
/// <param name="Of">By weeks back (0 = now) and days back (1 = yesterday at index 0); null = a day that does not count, as everybody was away.</param>
internal sealed record DayCounts(int?[,] Of)
{
    public int Weeks => Of.GetLength(0) - 1;

    public int Days => Of.GetLength(1);

    /// <summary>The sum of the last days of a week, so many back; null when one of them does not count.</summary>
    public int? Sum(int week, int days)
    {
        var sum = 0;
        for (var day = 0; day < days; day++)
        {
            if (Of[week, day] is not { } active)
                return null;
            sum += active;
        }
        return sum;
    }

    /// <summary>The sums of the weeks before.</summary>
    public double[] Before(int days) =>
        [.. Enumerable.Range(1, Weeks).Select(week => Sum(week, days)).Where(sum => sum is not null).Select(sum => (double)sum!)];
}

/// <summary>So few that data are missing.</summary>
/// <param name="Days">How many of the last days.</param>
/// <param name="Expected">Active client-days usual on them.</param>
/// <param name="Seen">Active client-days seen.</param>
/// <param name="Chance">P(so few or fewer).</param>
internal sealed record LowDays(int Days, double Expected, int Seen, double Chance);

/// <summary>
/// Whether the total of the last one to three days is too low to be chance: a lower-tail test. Totals are negative binomial with variance
/// μ + αμ²; α is the moment estimate over all groups of a kind (all sources, all coaches, the book) and weeks, and the
/// uncertainty of a mean of few weeks is added to it.
/// </summary>
internal static class LowCountTest
{
    /// <summary>A tail probability below this is not taken for chance.</summary>
    public const double Chance = 1e-4;

    /// <summary>A day with more than this share of what is usual was delivered, however unusual it is; one active client proves nothing.</summary>
    private const double Delivered = .5, ProvesNothing = 1;

    /// <summary>Weeks before without which nothing is said.</summary>
    private const int FewestWeeks = 3;

    /// <summary>What α is before anything is known, and how much that weighs: as many squared expected days.</summary>
    private const double PriorAlpha = .02, PriorWeight = 200;

    /// <summary>The longest stretch of the last days that was not delivered and whose total is implausible; null for none.</summary>
    /// <param name="group">The counts judged.</param>
    /// <param name="alphas">Of its kind, by days; see <see cref="Alphas"/>.</param>
    public static LowDays? Find(DayCounts group, IReadOnlyList<double> alphas)
    {
        LowDays? found = null;
        for (var days = 1; days <= group.Days; days++)
        {
            if (group.Sum(0, days) is not { } seen || !IsSilent(group.Of[0, days - 1]!.Value, Usual(group, days - 1)))
                return found;
            var before = group.Before(days);
            if (before.Length < FewestWeeks)
                continue;
            var expected = before.Average();
            var chance = NegativeBinomialTail.AtMost(seen, expected, alphas[days - 1] + (alphas[days - 1] + 1 / Math.Max(expected, 1e-9)) / before.Length);
            if (chance < Chance)
                found = new LowDays(days, expected, seen, chance);
        }
        return found;
    }

    /// <summary>α of totals over one, two … days, over all groups of a kind.</summary>
    public static IReadOnlyList<double> Alphas(IReadOnlyCollection<DayCounts> groups, int days) =>
        [.. Enumerable.Range(1, days).Select(length => Alpha(groups.Select(group => group.Before(length))))];

    /// <summary>α of totals, of some groups of weeks.</summary>
    public static double Alpha(IEnumerable<double[]> groups)
    {
        double excess = PriorAlpha * PriorWeight, weight = PriorWeight;
        foreach (var weeks in groups)
        {
            if (weeks.Length < 2)
                continue;
            var mean = weeks.Average();
            excess += weeks.Sum(total => (total - mean) * (total - mean)) - (weeks.Length - 1) * mean;
            weight += (weeks.Length - 1) * mean * mean;
        }
        return Math.Max(0, excess / weight);
    }

    /// <summary>Whether a day of so many active clients may belong to a silence.</summary>
    public static bool IsSilent(int seen, double usual) => seen <= Math.Max(ProvesNothing, Delivered * usual);

    private static double Usual(DayCounts group, int day)
    {
        double sum = 0;
        var weeks = 0;
        for (var week = 1; week <= group.Weeks; week++)
        {
            if (group.Of[week, day] is not { } active)
                continue;
            sum += active;
            weeks++;
        }
        return weeks == 0 ? 0 : sum / weeks;
    }
}
