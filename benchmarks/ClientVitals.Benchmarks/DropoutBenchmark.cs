using System.Diagnostics;
using ClientVitals.CallPatterns.Dropout;
using ClientVitals.CallPatterns.Model;
using MathNet.Numerics.Distributions;

namespace ClientVitals.Benchmarks;

/// <summary>
/// The dropout model on simulated clients who behave as it says: what a large book costs, and how far the fitted chances to be still active
/// lie off in small books. <c>dropout [clients]</c>
/// </summary>
internal static class DropoutBenchmark
{
    private const int Watched = 365;

    private static readonly DateOnly Today = new(2025, 12, 8);

    private static readonly DropoutParameters Truth = new(1.5, 6, .8, 20, 2);

    public static int Run(string[] args)
    {
        var clients = args is [var given, ..] ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 100_000;
        Speed(clients);
        Console.WriteLine();
        Console.WriteLine("clients  books  refused  mean |fitted - true chance|  worst book");
        foreach (var size in new[] { 20, 30, 50, 100, 200, 1000 })
            Small(size, books: 60);
        return 0;
    }

    private static void Speed(int clients)
    {
        var book = Book(52_000, clients);
        var asOf = Moment.Of(Today, new TimeOnly(8, 0), TimeZoneInfo.Utc);
        for (var round = 0; round < 3; round++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var recencies = book.Select(history => CallRecency.Of(history, asOf.Today, withToday: true)).OfType<CallRecency>().ToArray();
            var likelihood = new DropoutLikelihood(recencies);
            var fit = DropoutFit.OfBestRegularity(likelihood);
            var fitted = Process.GetCurrentProcess().TotalProcessorTime;
            var model = DropoutModel.Of(book, asOf);
            var whole = Process.GetCurrentProcess().TotalProcessorTime;
            Console.WriteLine(FormattableString.Invariant(
                $"{clients} clients, {book.Sum(history => history.Days.Length)} active days, {likelihood.Rows} distinct histories: {fit.Parameters.Name} fitted in {(fitted - before).TotalSeconds:0.00} s CPU; everything with comparison, forecasts and calibration {(whole - fitted).TotalSeconds:0.00} s CPU; calibration error {100 * model.Calibration!.AverageError:0.00} points"));
        }
    }

    private static void Small(int size, int books)
    {
        int refused = 0, clients = 0;
        double sum = 0, worst = 0;
        for (var seed = 0; seed < books; seed++)
        {
            var recencies = Book(90_000 + seed, size).Select(history => CallRecency.Of(history, Today.DayNumber, withToday: true)).OfType<CallRecency>().ToArray();
            if (DropoutChoice.Of(new DropoutLikelihood(recencies), compare: false).Used is not { } fit)
            {
                refused++;
                continue;
            }
            var off = recencies.Sum(one => Math.Abs(new DropoutOutlook(fit.Parameters, one).StillActive - new DropoutOutlook(Truth, one).StillActive));
            sum += off;
            worst = Math.Max(worst, off / recencies.Length);
            clients += recencies.Length;
        }
        Console.WriteLine(FormattableString.Invariant($"{size,7}  {books,5}  {refused,7}  {(clients == 0 ? double.NaN : sum / clients),26:0.000}  {worst,10:0.000}"));
    }

    /// <summary>Clients who came one after the other over a year, each on whole days.</summary>
    private static ClientHistory[] Book(int seed, int clients)
    {
        var random = new Random(seed);
        var book = new ClientHistory[clients];
        for (var client = 0; client < clients; client++)
        {
            var rate = Gamma.Sample(random, Truth.R, Truth.Alpha);
            var leave = Beta.Sample(random, Truth.A, Truth.B);
            double at = Today.DayNumber - 1 - random.Next(Watched);
            var days = new List<ClientDay> { new((int)at, 1) };
            while (random.NextDouble() >= leave)
            {
                at += Gamma.Sample(random, Truth.K, rate);
                if (at >= Today.DayNumber)
                    break;
                if ((int)at > days[^1].Day)
                    days.Add(new ClientDay((int)at, 1));
            }
            book[client] = new ClientHistory(FormattableString.Invariant($"c{client}@example.com"), null, null, [.. days]);
        }
        return book;
    }
}
