using System.Globalization;
using ClientVitals.Sources;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>Which of day, month and year comes first in dates with short years: what one row proves holds for all, and a guess is said. Now is 1 December 2025.</summary>
public sealed class DateOrderTests
{
    private static ReadCalls Read(DateOrder order, params string[] dates) =>
        ReadCalls.Of("client_email,started_at\n" + string.Concat(dates.Select(date => $"a@example.com,{date}\n")), ReadCalls.Dubai with { DateOrder = order });

    private static string Days(ReadCalls read) =>
        string.Join(' ', read.Rows.Select(row => row.StartedAt.AddHours(4).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [Theory]
    // Year first: only then are the moments near to the present.
    [InlineData("25-11-03", "2025-11-03", "whether the year or the day comes first: \"25-11-03\" is read as 3 November 2025, the year first (--date-order dmy reads them otherwise)")]
    [InlineData("25/11/03 09:30", "2025-11-03", "is read as 3 November 2025, the year first (--date-order dmy")]
    [InlineData("25.11.03", "2025-11-03", "is read as 3 November 2025, the year first (--date-order dmy")]
    [InlineData("25-Nov-03", "2025-11-03", "is read as 3 November 2025, the year first (--date-order dmy")]
    // Day first, and the year last: the other way round they would be long ago.
    [InlineData("23-11-25", "2025-11-23", "whether the day or the year comes first: \"23-11-25\" is read as 23 November 2025, the day first (--date-order ymd reads them otherwise)")]
    [InlineData("03.11.25", "2025-11-03", "is read as 3 November 2025, the day first (--date-order ymd")]
    [InlineData("03-Nov-25", "2025-11-03", "is read as 3 November 2025, the day first (--date-order ymd")]
    // Month first.
    [InlineData("11/23/25", "2025-11-23", "whether the month or the year comes first", true)]
    public void What_no_row_proves_is_a_guess_that_is_said(string date, string day, string says, bool isProven = false)
    {
        var read = Read(DateOrder.Unknown, date);
        Days(read).ShouldBe(day);
        if (isProven)
            read.Notes.ShouldBeEmpty();
        else
            read.Notes.ShouldContain(note => note.Contains(says, StringComparison.Ordinal));
    }

    [Theory]
    // 31 November is no day, and 2031 is too far ahead.
    [InlineData("2025-11-03 2025-10-31", "25-11-03", "25-10-31")]
    // In 2029 nobody has called.
    [InlineData("2025-11-03 2025-11-29", "25-11-03", "25-11-29")]
    // Year first is no day of November with 31.
    [InlineData("2025-11-03 2025-10-31", "03-11-25", "31-10-25")]
    [InlineData("2025-11-03 2025-10-31", "11/03/25", "10/31/25")]
    [InlineData("2025-11-03 2025-10-31", "03.11.25", "31.10.25")]
    [InlineData("2025-11-03 2025-11-13", "03/11/2025", "13/11/2025")]
    public void What_one_row_proves_holds_for_all_and_nothing_is_said(string days, params string[] dates)
    {
        var read = Read(DateOrder.Unknown, dates);
        Days(read).ShouldBe(days);
        read.Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DateOrder.YearFirst, "25-11-03", "2025-11-03")]
    [InlineData(DateOrder.DayFirst, "25-11-03", "2003-11-25")]
    [InlineData(DateOrder.MonthFirst, "11/03/25", "2025-11-03")]
    [InlineData(DateOrder.YearFirst, "25.11.03", "2025-11-03")]
    [InlineData(DateOrder.YearFirst, "25-Nov-03", "2025-11-03")]
    [InlineData(DateOrder.DayFirst, "03/04/2025", "2025-04-03")]
    [InlineData(DateOrder.Unknown, "2025-Nov-03", "2025-11-03")]
    [InlineData(DateOrder.Unknown, "11-11-11", "2011-11-11")]
    public void What_somebody_chose_holds_and_nothing_is_said(DateOrder order, string date, string day)
    {
        var read = Read(order, date);
        Days(read).ShouldBe(day);
        read.Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("such as 03/04/2025, could be day or month first, and no date in it shows which; say --date-order dmy or mdy", "03/04/2025", "05/06/2025")]
    [InlineData("such as 03/04/25, could be day or month first, and no date in it shows which; say --date-order dmy, mdy or ymd", "03/04/25", "05/06/25")]
    [InlineData("put sometimes the day and sometimes the month first; say --date-order dmy or mdy", "03/04/2025", "13/04/2025", "04/13/2025")]
    [InlineData("put sometimes one and sometimes another of day, month and year first; say --date-order dmy, mdy or ymd", "31-10-25", "10-31-25")]
    public void What_a_guess_could_turn_round_is_asked(string says, params string[] dates)
    {
        var asked = Should.Throw<DateOrderUnclear>(() => Read(DateOrder.Unknown, dates));
        asked.Message.ShouldContain(says);
        asked.OnPage.ToString().ShouldNotContain("--");
        asked.OnPage.ToString().ShouldEndWith(": choose below which comes first.");
    }

    [Fact]
    public void Two_that_are_the_same_day_either_way_teach_nothing_and_are_read()
    {
        Days(Read(DateOrder.Unknown, "03/03/25", "31/10/25")).ShouldBe("2025-03-03 2025-10-31");
        Days(Read(DateOrder.Unknown, "03/03/25", "10/31/25")).ShouldBe("2025-03-03 2025-10-31");
        var open = Read(DateOrder.Unknown, "03/03/25");
        Days(open).ShouldBe("2025-03-03");
        open.Notes.ShouldContain(note => note.Contains("--date-order ymd", StringComparison.Ordinal));
    }

    [Fact]
    public void An_appointment_a_few_months_ahead_does_not_turn_the_order_round() =>
        Days(ReadCalls.Of("client_email,started_at,status\na@example.com,03-04-26,scheduled\na@example.com,31-10-25,completed\n")).ShouldBe("2026-04-03 2025-10-31");
}
