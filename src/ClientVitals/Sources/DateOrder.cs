namespace ClientVitals.Sources;

/// <summary>Which comes first in dates like 03/04/2025, and in dates like 25-11-03, whose year has two digits.</summary>
public enum DateOrder
{
    Unknown,
    DayFirst,
    MonthFirst,
    /// <summary>25-11-03 is 3 November 2025.</summary>
    YearFirst,
}

/// <summary>Which orders a date can have: what one value shows about the dates of its file.</summary>
[Flags]
public enum DateHint
{
    /// <summary>A form that leaves nothing open, or that comes to the same in every order.</summary>
    None = 0,
    /// <summary>Can be day first, as 13/04/2025, which can be nothing else.</summary>
    DayFirst = 1,
    /// <summary>Can be month first, as 04/13/2025, which can be nothing else.</summary>
    MonthFirst = 2,
    /// <summary>Could be either, as 03/04/2025.</summary>
    Open = DayFirst | MonthFirst,
    /// <summary>Can be year first, as 31-11-03; 25-11-03 can be day first too.</summary>
    YearFirst = 4,
    /// <summary>Its year has two digits, so that the year may come first.</summary>
    ShortYear = 8,
}

/// <summary>The words of the orders: dmy, mdy, ymd.</summary>
public static class DateOrders
{
    private static readonly (DateOrder Order, DateHint Hint, string Word, string First)[] All =
    [
        (DateOrder.DayFirst, DateHint.DayFirst, "dmy", "day"),
        (DateOrder.MonthFirst, DateHint.MonthFirst, "mdy", "month"),
        (DateOrder.YearFirst, DateHint.YearFirst, "ymd", "year"),
    ];

    /// <summary>As <c>--date-order</c> writes it.</summary>
    public static string Word(this DateOrder order) => All.Single(one => one.Order == order).Word;

    /// <summary>What comes first: day, month or year.</summary>
    public static string First(this DateOrder order) => All.Single(one => one.Order == order).First;

    /// <summary>The order of a word; null = no such word.</summary>
    public static DateOrder? Of(string word) => All.Where(one => one.Word == word).Select(one => (DateOrder?)one.Order).FirstOrDefault();

    /// <summary>The orders that a date can have.</summary>
    public static IReadOnlyList<DateOrder> In(this DateHint hint) => [.. All.Where(one => (hint & one.Hint) != 0).Select(one => one.Order)];

    /// <summary>Whether more than one order is possible.</summary>
    public static bool IsOpen(this DateHint hint)
    {
        var orders = hint & ~DateHint.ShortYear;
        return (orders & (orders - 1)) != 0;
    }
}
