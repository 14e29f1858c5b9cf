using ClientVitals.Simulation;
using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Simulation;

public sealed class HabitTests
{
    private const int Weeks = 20_000;

    private static int[] WeeklyCounts(Habit habit)
    {
        var counts = new int[Weeks];
        Span<byte> weekdays = stackalloc byte[Habit.MostPerWeek];
        for (var week = 0; week < Weeks; week++)
        {
            var chance = SplitMix64.Of(7, 11, week);
            counts[week] = habit.DrawWeek(week, ref chance, weekdays);
        }
        return counts;
    }

    private static (double Mean, double Variance) Moments(int[] counts)
    {
        var mean = counts.Average();
        return (mean, counts.Sum(count => (count - mean) * (count - mean)) / (counts.Length - 1));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(10)]
    public void Even_weeks_have_the_mean_and_the_variance_of_poisson(double rate)
    {
        var (mean, variance) = Moments(WeeklyCounts(Habit.Even(rate)));
        mean.ShouldBe(rate, 0.04 * rate);
        variance.ShouldBe(rate, 0.06 * rate);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 3)]
    [InlineData(3, 1.2)]
    public void Ragged_weeks_have_the_variance_of_a_gamma_mixture(double rate, double shape)
    {
        var (mean, variance) = Moments(WeeklyCounts(Habit.Ragged(rate, shape)));
        mean.ShouldBe(rate, 0.04 * rate);
        variance.ShouldBe(rate + rate * rate / shape, 0.1 * (rate + rate * rate / shape));
    }

    [Fact]
    public void Bursts_keep_the_rate_in_the_long_run_and_vary_more_than_chance()
    {
        var (mean, variance) = Moments(WeeklyCounts(Habit.Bursty(2, key: 5)));
        mean.ShouldBe(2, 0.1);
        variance.ShouldBeGreaterThan(6);
    }

    [Fact]
    public void Appointments_fall_on_their_weekdays_and_nine_of_ten_are_kept()
    {
        var habit = Habit.Regular([1, 0, 1, 0, 1, 0, 0]);
        habit.RatePerWeek.ShouldBe(2.7, 1e-9);
        Moments(WeeklyCounts(habit)).Mean.ShouldBe(2.7, 0.02);
        Span<byte> weekdays = stackalloc byte[Habit.MostPerWeek];
        var chance = SplitMix64.Of(1, 1, 1);
        var count = habit.DrawWeek(1, ref chance, weekdays);
        weekdays[..count].ToArray().ShouldAllBe(weekday => weekday == 0 || weekday == 2 || weekday == 4);
    }

    [Fact]
    public void A_fortnightly_client_comes_in_every_second_week_alone()
    {
        var counts = WeeklyCounts(Habit.Fortnightly(weekday: 2, key: 8));
        counts.Where((_, week) => week % 2 == 1).ShouldAllBe(count => count == 0);
        counts.Where((_, week) => week % 2 == 0).Average().ShouldBe(0.9, 0.02);
    }

    [Fact]
    public void Weekdays_follow_their_shares()
    {
        var seen = new int[7];
        Span<byte> weekdays = stackalloc byte[Habit.MostPerWeek];
        var total = 0;
        for (var week = 0; week < Weeks; week++)
        {
            var chance = SplitMix64.Of(3, 3, week);
            var count = Habit.Even(3).DrawWeek(week, ref chance, weekdays);
            foreach (var weekday in weekdays[..count]) seen[weekday]++;
            total += count;
        }
        ((double)seen[0] / total).ShouldBe(0.17, 0.01);
        ((double)seen[6] / total).ShouldBe(0.07, 0.01);
    }

    [Fact]
    public void Gamma_and_exponential_and_normal_have_their_moments()
    {
        var chance = SplitMix64.Of(1, 2, 3);
        const int draws = 200_000;
        double gamma = 0, exponential = 0, normal = 0, square = 0;
        for (var i = 0; i < draws; i++)
        {
            gamma += chance.Gamma(2.5);
            exponential += chance.Exponential();
            var z = chance.Normal();
            normal += z;
            square += z * z;
        }
        (gamma / draws).ShouldBe(2.5, 0.03);
        (exponential / draws).ShouldBe(1, 0.01);
        (normal / draws).ShouldBe(0, 0.01);
        (square / draws).ShouldBe(1, 0.02);
    }
}
