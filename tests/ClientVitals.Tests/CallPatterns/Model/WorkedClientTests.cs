using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

/// <summary>The client worked by hand in docs/call-pattern.md.</summary>
public sealed class WorkedClientTests
{
    private static readonly DateOnly First = new(2025, 5, 26), Missed = new(2025, 8, 13), Last = new(2025, 11, 3);

    [Theory]
    [InlineData(3, "NORMAL")]
    [InlineData(7, "NORMAL")]
    [InlineData(8, "BELOW_PATTERN")]
    [InlineData(10, "BELOW_PATTERN")]
    [InlineData(11, "PATTERN_BREAK")]
    [InlineData(12, "PATTERN_BREAK")]
    public void The_client_is_judged_as_printed(int november, string status)
    {
        var asOf = Moment.Of(new DateTimeOffset(2025, 11, november, 8, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);
        var days = Enumerable.Range(First.DayNumber, Last.DayNumber - First.DayNumber + 1)
            .Where(day => DateOnly.FromDayNumber(day).DayOfWeek is DayOfWeek.Monday or DayOfWeek.Wednesday or DayOfWeek.Friday)
            .Where(day => day != Missed.DayNumber && day < asOf.Today)
            .Select(day => new ClientDay(day, 1));
        ClientHistory[] book = [new("leila@example.com", null, null, [.. days])];

        var judged = PatternBook.Judge(book, asOf, PatternRule.Calibrated, PatternBudgets.Default, BookCalibrationFit.Of(book, asOf.Date))[0];

        judged.Status.Word().ShouldBe(status);
        judged.Reason.ShouldContain("sually Mon, Wed and Fri");
    }
}
