using ClientVitals.Simulation;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Simulation;

public sealed class FamiliesTests
{
    [Theory]
    [InlineData(Family.Poisson, 0.5, 0.5)]
    [InlineData(Family.Poisson, 3, 3)]
    [InlineData(Family.Overdispersed, 3, 3)]
    [InlineData(Family.Bursty, 2, 2)]
    [InlineData(Family.Regular, 3, 2.7)]
    [InlineData(Family.Regular, 0.5, 0.45)]
    [InlineData(Family.Regular, 10, 9)]
    public void Unchanged_clients_call_at_their_rate(Family family, double rate, double expected)
    {
        var book = Families.Unchanged(family, rate, weeks: 26, clients: 2000, seed: 1);
        book.EndDay.ShouldBe(book.FirstDay + 7 * 26);
        book.Days.ShouldAllBe(days => days.All(day => day >= book.FirstDay && day < book.EndDay));
        book.Days.Average(days => days.Length / 26.0).ShouldBe(expected, 0.03 * expected);
        book.ChangedOn.ShouldAllBe(day => day == Life.Never);
    }

    [Fact]
    public void Days_are_in_order_and_begin_on_a_monday()
    {
        var book = Families.Unchanged(Family.Poisson, 5, 8, 50, seed: 3);
        (book.FirstDay % 7).ShouldBe(0);
        DateOnly.FromDayNumber(book.FirstDay).DayOfWeek.ShouldBe(DayOfWeek.Monday);
        book.Days.ShouldAllBe(days => days.SequenceEqual(days.Order()));
    }

    [Fact]
    public void Stopped_clients_go_on_until_their_day_and_have_none_after_it()
    {
        var book = Families.Stopped(Family.Poisson, 3, weeksBefore: 26, weeksAfter: 8, clients: 500, seed: 1);
        for (var client = 0; client < 500; client++) book.Days[client].ShouldAllBe(day => day < book.ChangedOn[client]);
        book.ChangedOn.Distinct().Count().ShouldBe(7);
        book.ChangedOn.ShouldAllBe(day => day >= book.FirstDay + 182 && day < book.FirstDay + 189);
        book.EndDay.ShouldBe(book.FirstDay + 7 * 35);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(2)]
    [InlineData(2.5)]
    public void Changed_clients_go_on_with_the_share_they_were_given(double factor)
    {
        var book = Families.Changed(Family.Poisson, 3, factor, weeksBefore: 10, weeksAfter: 20, clients: 800, seed: 4);
        var after = book.Days.Select((days, client) => days.Count(day => day >= book.ChangedOn[client]) * 7.0 / (book.EndDay - book.ChangedOn[client])).Average();
        var before = book.Days.Select((days, client) => days.Count(day => day < book.ChangedOn[client]) * 7.0 / (book.ChangedOn[client] - book.FirstDay)).Average();
        before.ShouldBe(3, 0.1);
        after.ShouldBe(3 * factor, 0.1 * factor + 0.05);
    }

    [Fact]
    public void The_same_arguments_give_the_same_days_and_a_larger_book_begins_with_the_smaller()
    {
        var small = Families.Unchanged(Family.Overdispersed, 2, 12, 100, seed: 9);
        var large = Families.Unchanged(Family.Overdispersed, 2, 12, 300, seed: 9);
        for (var client = 0; client < 100; client++) large.Days[client].ShouldBe(small.Days[client]);
    }
}
