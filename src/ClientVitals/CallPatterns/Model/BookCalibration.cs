using ClientVitals.Statistics;

namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// The calibration of a book: the prior of its new clients, and how much further than the models expect silences go before they end on
/// their own. Where clients are often away for weeks, the same evidence means less. The shift keeps the stated budget of false alarms in
/// the book at hand, and is the same for all of its clients.
/// </summary>
/// <param name="ThresholdShift">Added to every threshold of a fall, in natural-log units; 0 = as shipped.</param>
public sealed record BookCalibration(double ThresholdShift)
{
    /// <summary>The largest sample of clients that a book is calibrated on.</summary>
    public const int MostClients = 2000;

    /// <summary>Weeks that the shift is fitted to, and weeks for which a fit holds.</summary>
    public const int Weeks = 26, WeeksKept = 4;

    /// <summary>The prior of a new client.</summary>
    internal BookPrior Prior { get; init; } = BookPrior.Shipped;

    /// <summary>The calibration of a book without history: as shipped.</summary>
    public static BookCalibration Unknown { get; } = new(0.0);

    /// <summary>
    /// The Monday as of which a book is calibrated for a day (<see cref="DateOnly.DayNumber"/>): every fourth, so that thresholds do not move
    /// from week to week.
    /// </summary>
    public static int LearntOn(int day)
    {
        var monday = Moment.MondayOf(day);
        return monday - monday / 7 % WeeksKept * 7;
    }

    /// <summary>The sample that a book is calibrated on, the same whatever else is in the book: the clients of the smallest hashes of their names.</summary>
    public static IReadOnlyList<ClientHistory> Sample(IReadOnlyList<ClientHistory> book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return book.Count <= MostClients ? book : [.. book.OrderBy(history => Place(history.Client)).ThenBy(history => history.Client, StringComparer.Ordinal).Take(MostClients)];
    }

    /// <summary>A client's place in a fixed random order of all possible clients, 0 to 2⁶⁴ − 1 (<see cref="StableHash"/>, mixed).</summary>
    public static ulong Place(string client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var hash = StableHash.Of(client);
        hash = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15UL;
        return hash ^ (hash >> 29);
    }
}
