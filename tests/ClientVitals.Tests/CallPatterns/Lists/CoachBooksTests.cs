using ClientVitals.CallPatterns.Lists;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Lists;

public sealed class CoachBooksTests
{
    /// <summary>Two of ten, two more too new to say.</summary>
    [Fact]
    public void The_range_of_a_share_is_Wilsons()
    {
        var book = new CoachBook("Sara", 12, 1, 1, 2, 0, default);
        book.Share.ShouldBe(.2);
        var z2 = 1.6448536269514722 * 1.6448536269514722;
        var (low, high) = book.Range!.Value;
        // Its ends are where the share observed lies just so many standard errors of the end itself away (the definition).
        foreach (var end in new[] { low, high })
            Math.Pow(.2 - end, 2).ShouldBe(z2 * end * (1 - end) / 10, 1e-12);
    }

    [Fact]
    public void Of_a_book_of_whom_nothing_can_be_said_no_share_is_told()
    {
        var book = new CoachBook("Sara", 3, 0, 0, 3, 0, default);
        book.Share.ShouldBeNull();
        book.Range.ShouldBeNull();
    }
}
