using ClientVitals.Statistics;

namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// What a book says of its people: what a new client is taken for, and how much further than the models expect silences go before the
/// client comes back by herself. In a book of people who vanish for weeks without a word the same evidence means less. Patience keeps the
/// stated budget of false alarms in the book at hand, and moves all of its clients alike.
/// </summary>
/// <param name="ThresholdShift">Added to every threshold of a fall, in natural-log units; 0 = as shipped.</param>
public sealed record BookCalibration(double ThresholdShift)
{
    /// <summary>Clients that a book is learnt from: as many are read of a larger one.</summary>
    public const int MostClients = 2000;

    /// <summary>Weeks from which patience is learnt, and weeks for which what is learnt counts.</summary>
    public const int Weeks = 26, WeeksKept = 4;

    /// <summary>What a new client of the book is taken for.</summary>
    internal BookPrior Prior { get; init; } = BookPrior.Shipped;

    /// <summary>A book of which nothing is known.</summary>
    public static BookCalibration Unknown { get; } = new(0.0);

    /// <summary>
    /// The Monday as of which a book is learnt for a day (<see cref="DateOnly.DayNumber"/>): every fourth, so that what is asked of a
    /// client does not move from week to week.
    /// </summary>
    public static int LearntOn(int day)
    {
        var monday = Moment.MondayOf(day);
        return monday - monday / 7 % WeeksKept * 7;
    }

    /// <summary>The clients that a book is learnt from, the same whatever else is in it: those of the smallest hashes of their names.</summary>
    public static IReadOnlyList<ClientHistory> Sample(IReadOnlyList<ClientHistory> book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return book.Count <= MostClients ? book : [.. book.OrderBy(history => Place(history.Client)).ThenBy(history => history.Client, StringComparer.Ordinal).Take(MostClients)];
    }

    /// <summary>A client's place among all clients there might be, 0 to 2⁶⁴ − 1 (FNV-1a over UTF-16 units, mixed).</summary>
    public static ulong Place(string client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var hash = StableHash.Of(client);
        hash = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15UL;
        return hash ^ (hash >> 29);
    }
}
