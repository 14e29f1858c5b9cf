using System.Collections.Concurrent;

namespace ClientVitals.CallPatterns;

/// <summary>
/// What a book says of its people: what a new client is taken for, and how much further than the models expect silences go before the
/// client comes back by herself. In a book of people who vanish for weeks without a word the same evidence means less. Patience keeps the
/// stated budget of false alarms in the book at hand, and moves all of its clients alike.
/// </summary>
/// <param name="Patience">Added to every threshold of a fall, in natural-log units; 0 = as shipped.</param>
public sealed record BookHabit(double Patience)
{
    /// <summary>Clients that a book is learnt from: as many are read of a larger one.</summary>
    public const int MostClients = 2000;

    /// <summary>Weeks from which patience is learnt, and weeks for which what is learnt counts.</summary>
    public const int Weeks = 26, WeeksKept = 4;

    /// <summary>What is shipped weighs as much as 45 clients watched as long.</summary>
    private const double PriorWeeks = 45.0 * Weeks;

    /// <summary>A silence that ended is counted in part within so much of the threshold, so that one more or less moves little.</summary>
    private const double Blur = .25;

    /// <summary>Patience is learnt in steps, so that it does not move every week.</summary>
    private const double Step = .05;

    /// <summary>
    /// Silences are counted here as if no alarm ever stood, and in part before they reach the threshold: so many of them make one opening
    /// (measured over the simulated families).
    /// </summary>
    private const double Allowed = 1.06;

    private const double LeastPatience = -.5, MostPatience = 2.5;

    /// <summary>What a new client of the book is taken for.</summary>
    internal Strangers Stranger { get; init; } = Strangers.Shipped;

    /// <summary>A book of which nothing is known.</summary>
    public static BookHabit Unknown { get; } = new(0.0);

    /// <summary>
    /// Learns from some clients of a book what was known when the day's four weeks began (<see cref="LearntOn"/>). The same clients and weeks
    /// give the same habit, in whatever order they come.
    /// </summary>
    /// <param name="sample">At most <see cref="MostClients"/>, see <see cref="Sample"/>. Histories may hold more than was visible then.</param>
    /// <param name="day">The day judged.</param>
    public static BookHabit Of(IReadOnlyList<ClientHistory> sample, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var monday = LearntOn(day.DayNumber);
        var known = new Acquaintances(monday);
        foreach (var history in sample)
            known.Add(history);
        var stranger = known.Learnt();
        var ended = new EndedSilences(monday, stranger);
        foreach (var history in sample)
            ended.Add(history);
        return new BookHabit(ended.Scores.Count == 0 ? 0 : Learnt([.. ended.Scores.Order()], ended.WeeksAtRisk)) { Stranger = stranger };
    }

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
        var hash = 14695981039346656037UL;
        foreach (var letter in client)
            hash = (hash ^ letter) * 1099511628211UL;
        hash = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15UL;
        return hash ^ (hash >> 29);
    }

    /// <summary>Where as many silences that ended would have opened as the default budget allows.</summary>
    private static double Learnt(double[] scores, double weeks)
    {
        var allowed = Allowed * PatternBudgets.Default.Break / 100;
        double low = LeastPatience, high = MostPatience;
        for (var step = 0; step < 30; step++)
        {
            var patience = (low + high) / 2;
            var opened = PriorWeeks * allowed * Math.Exp(-patience);
            foreach (var score in scores)
                opened += 1 / (1 + Math.Exp((patience - score) / Blur));
            if (opened > allowed * (PriorWeeks + weeks))
                low = patience;
            else
                high = patience;
        }
        return Math.Round(high / Step) * Step;
    }
}

/// <summary>What the checks of each four weeks know of a book, learnt when it is first asked for.</summary>
public sealed class BookHabits
{
    private readonly ConcurrentDictionary<int, Lazy<BookHabit>> _byMonday = new();
    private readonly Func<int, BookHabit> _on;

    /// <param name="sample">See <see cref="BookHabit.Sample"/>; with what each day's check sees of a history.</param>
    public BookHabits(IReadOnlyList<ClientHistory> sample) => _on = monday => BookHabit.Of(sample, DateOnly.FromDayNumber(monday));

    /// <param name="always">The same at all times.</param>
    public BookHabits(BookHabit always) => _on = _ => always;

    /// <summary>What a day's check knows (<see cref="DateOnly.DayNumber"/>).</summary>
    public BookHabit At(int day) => _byMonday.GetOrAdd(BookHabit.LearntOn(day), monday => new Lazy<BookHabit>(() => _on(monday))).Value;
}
