using System.Diagnostics;
using ClientVitals.CallPatterns.Model;

namespace ClientVitals.Benchmarks;

/// <summary>
/// Seconds of processor time to judge a large book once, with half a year, a year and ten years of history, and to replay half a
/// year of a smaller one daily, young and with a full window behind it.
/// </summary>
internal static class CalibrationSpeed
{
    private const int FirstDay = 738_000 - 738_000 % 7;

    public static int Run(int clients)
    {
        Judge(clients, 26, 4);
        Judge(clients / 10, 52, 3);
        Judge(clients / 10, 520, 3);
        Replay(clients / 10, 0);
        Replay(clients / 10, 52);
        return 0;
    }

    private static ClientHistory[] Book(int clients, int weeks)
    {
        var family = new CalibrationFamily(Habit.Poisson, 3);
        var book = new ClientHistory[clients];
        for (var client = 0; client < clients; client++)
            book[client] = family.Client(new Random(client), FirstDay, 7 * weeks);
        return book;
    }

    private static void Judge(int clients, int weeks, int rounds)
    {
        var book = Book(clients, weeks);
        var asOf = Moment.Of(DateOnly.FromDayNumber(FirstDay + 7 * weeks), new TimeOnly(8, 0), TimeZoneInfo.Utc);
        for (var round = 0; round < rounds; round++)
        {
            var before = Spent();
            var judged = PatternBook.Judge(book, asOf, PatternRule.Calibrated, PatternBudgets.Default, BookCalibrationFit.Of(BookCalibration.Sample(book), DateOnly.FromDayNumber(asOf.Today)));
            Console.WriteLine($"judged {judged.Length} clients of {weeks} weeks at 3 calls a week: {(Spent() - before).TotalSeconds:0.00} s CPU");
        }
    }

    private static void Replay(int clients, int warm)
    {
        var book = Book(clients, warm + 26);
        var from = DateOnly.FromDayNumber(FirstDay + 7 * warm);
        var watch = Stopwatch.StartNew();
        var before = Spent();
        var episodes = PatternBook.Replay(book, from, from.AddDays(7 * 26), PatternRule.Calibrated, PatternBudgets.Default, new BookCalibrations(BookCalibration.Sample(book))).Count();
        Console.WriteLine($"replayed 26 weeks of {clients} clients daily after {warm} weeks, {episodes} episodes: {(Spent() - before).TotalSeconds:0.00} s CPU, {watch.Elapsed.TotalSeconds:0.00} s");
    }

    private static TimeSpan Spent() => Process.GetCurrentProcess().TotalProcessorTime;
}
