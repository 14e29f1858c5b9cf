using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

/// <summary>A small fixed book with generous bounds; the measuring program gives the numbers, this guards against a slip.</summary>
public sealed class CalibratedBudgetTests
{
    private const int Clients = 300, Warm = 26, Watched = 26;

    private static readonly ClientHistory[] Quiet =
        [.. Enumerable.Range(0, Clients).Select(seed => Some.Poisson(9_000 + seed, 1 + seed % 4, Warm + Watched))];

    private static List<Episode> Episodes(PatternBudgets budgets) => [.. PatternBook.Replay(
        Quiet, DateOnly.FromDayNumber(Some.Day(Warm)), DateOnly.FromDayNumber(Some.Day(Warm + Watched) - 1), PatternRule.Calibrated, budgets)];

    private static double BreaksPer100Weeks(PatternBudgets budgets) =>
        100.0 * Episodes(budgets).Count(one => one.BreakOn >= DateOnly.FromDayNumber(Some.Day(Warm))) / (Clients * Watched);

    [Fact]
    public void Unchanged_clients_break_within_the_stated_budget() =>
        BreaksPer100Weeks(PatternBudgets.Default).ShouldBeLessThan(1.25);

    [Theory]
    [InlineData(.2)]
    [InlineData(5)]
    public void A_changed_budget_moves_the_openings_with_it(double budget) =>
        BreaksPer100Weeks(PatternBudgets.Default with { Break = budget }).ShouldBeLessThan(1.25 * budget);

    [Fact]
    public void Never_more_than_3_in_100_unchanged_clients_stand_in_a_break_on_any_weekday()
    {
        var standing = new double[7];
        foreach (var episode in Episodes(PatternBudgets.Default).Where(one => one.BreakOn is not null))
        {
            var until = episode.ClosedOn?.DayNumber ?? Some.Day(Warm + Watched);
            for (var day = Math.Max(Some.Day(Warm), episode.BreakOn!.Value.DayNumber); day < until; day++)
                standing[Moment.Weekday(day)] += 100.0 / (Clients * Watched);
        }
        standing.Max().ShouldBeLessThan(3);
    }

    private static readonly double[,] Limits = { { 27, 16, 12, 8 }, { 30, 20, 15, 11 }, { 11, 9, 6, 4 } };

    private static readonly int[] Rates = [1, 2, 3, 5];

    private static ClientHistory Of(int family, int seed, int rate, int weeks) => family switch
    {
        0 => Some.Poisson(seed, rate, weeks),
        1 => Some.Overdispersed(seed, rate, weeks),
        _ => Some.Kept(seed, rate, weeks),
    };

    [Theory]
    [InlineData(8)]
    [InlineData(26)]
    public void Steady_uneven_and_regular_clients_each_break_within_the_budget(int warm)
    {
        const int PerCell = 100;
        var all = 0;
        for (var family = 0; family < 3; family++)
        {
            var book = Enumerable.Range(0, 4 * PerCell).Select(one => Of(family, 40_000 + one, Rates[one % 4], warm + Watched)).ToArray();
            var breaks = PatternBook.Replay(
                    book, DateOnly.FromDayNumber(Some.Day(warm)), DateOnly.FromDayNumber(Some.Day(warm + Watched) - 1), PatternRule.Calibrated, PatternBudgets.Default)
                .Count(one => one.BreakOn >= DateOnly.FromDayNumber(Some.Day(warm)));
            all += breaks;
            (100.0 * breaks / (book.Length * Watched)).ShouldBeLessThan(1.75, $"family {family}");
        }
        (100.0 * all / (12 * PerCell * Watched)).ShouldBeLessThan(.95);
    }

    [Fact]
    public void A_full_stop_is_found_nearly_as_soon_as_knowing_the_parameters_allows()
    {
        double logs = 0;
        for (var family = 0; family < 3; family++)
        {
            for (var rate = 0; rate < 4; rate++)
            {
                var delays = Enumerable.Range(0, 120).Select(seed =>
                {
                    var stop = Some.Day(Warm, seed % 7);
                    var found = Of(family, 60_000 + seed, Rates[rate], Warm + 1).Until(stop).Replayed(stop, stop + 120).FirstOrDefault(one => one.BreakOn is not null);
                    return found is null ? 1000.0 : Math.Max(0, found.BreakOn!.Value.DayNumber - stop);
                }).Order().ToArray();
                logs += Math.Log(delays[60] / Limits[family, rate]) / 12;
            }
        }
        Math.Exp(logs).ShouldBeLessThan(1.13);
    }

    [Fact]
    public void Half_of_full_stops_at_three_calls_a_week_are_in_break_within_20_days()
    {
        var delays = Enumerable.Range(0, 200).Select(seed =>
        {
            var stop = Some.Day(Warm, seed % 7);
            var history = Some.Poisson(70_000 + seed, 3, Warm + 1).Until(stop);
            var found = history.Replayed(stop, stop + 60).FirstOrDefault(one => one.BreakOn is not null);
            return found is null ? 1000 : found.BreakOn!.Value.DayNumber - stop;
        }).Order().ToArray();
        delays[100].ShouldBeLessThan(20);
    }
}
