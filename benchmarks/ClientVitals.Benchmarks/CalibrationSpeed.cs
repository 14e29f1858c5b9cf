using System.Diagnostics;
using ClientVitals.CallPatterns;

namespace ClientVitals.Benchmarks;

/// <summary>Time to judge a large book once, and to replay half a year of a smaller one, in seconds of processor time.</summary>
internal static class CalibrationSpeed
{
    private const int FirstDay = 738_000 - 738_000 % 7;

    public static int Run(int clients)
    {
        var family = new CalibrationFamily(Habit.Poisson, 3);
        var book = new ClientHistory[clients];
        for (var client = 0; client < clients; client++)
            book[client] = family.Client(new Random(client), FirstDay, 7 * 26);
        var asOf = Moment.Of(DateOnly.FromDayNumber(FirstDay + 7 * 26), new TimeOnly(8, 0), TimeZoneInfo.Utc);
        for (var round = 0; round < 4; round++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var judged = PatternBook.Judge(book, asOf, PatternRule.Calibrated, PatternBudgets.Default);
            var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
            Console.WriteLine($"judged {judged.Length} clients of 26 weeks at 3 calls a week: {spent.TotalSeconds:0.00} s CPU");
        }
        var some = book.Take(clients / 10).Select(history => history with { }).ToArray();
        var from = DateOnly.FromDayNumber(FirstDay);
        var watch = Stopwatch.StartNew();
        var start = Process.GetCurrentProcess().TotalProcessorTime;
        var episodes = PatternBook.Replay(some, from, from.AddDays(7 * 26), PatternRule.Calibrated, PatternBudgets.Default).Count();
        Console.WriteLine($"replayed 26 weeks of {some.Length} clients daily, {episodes} episodes: {(Process.GetCurrentProcess().TotalProcessorTime - start).TotalSeconds:0.00} s CPU, {watch.Elapsed.TotalSeconds:0.00} s");
        return 0;
    }
}
