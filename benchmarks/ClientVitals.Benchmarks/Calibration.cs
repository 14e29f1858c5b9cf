using System.Globalization;
using ClientVitals.CallPatterns.Model;

namespace ClientVitals.Benchmarks;

/// <summary>
/// Measures the judge on simulated clients: openings where nothing changed, the share standing in a break at 08:00, and days
/// from a simulated leaver's last call, or a fall, to the break, beside the limits that known parameters allow (design/call-patterns.md 3). Each line is a book
/// of its own, which teaches what it knows of itself; with --book mixed all lines stand in one book.
/// </summary>
internal static class Calibration
{
    private const int FirstDay = 738_000 - 738_000 % 7;
    private const int WatchedWeeks = 26;
    private static PatternBudgets Budgets = PatternBudgets.Default;
    private static readonly int[] Rates = [1, 2, 3, 5];
    private static readonly Habit[] Families = [Habit.Poisson, Habit.Overdispersed, Habit.Regular];

    private static readonly Dictionary<Habit, int[]> StopLimits = new()
    {
        [Habit.Poisson] = [27, 16, 12, 8],
        [Habit.Overdispersed] = [30, 20, 15, 11],
        [Habit.Regular] = [11, 9, 6, 4],
    };

    private static readonly int[] FallLimits = [48, 31, 22, 15];

    private static readonly CalibrationFamily[] Others =
    [
        new(Habit.Poisson, .5), new(Habit.Overdispersed, .5), new(Habit.Poisson, 10), new(Habit.Overdispersed, 10),
        new(Habit.Bursts, 1), new(Habit.Bursts, 3), new(Habit.Fortnightly, .5), new(Habit.Fortnightly, 1),
    ];

    public static int Run(string[] options)
    {
        int clients = 400, seed = 20_000;
        int[] weeks = [8, 26, 52];
        var rule = PatternRule.Calibrated;
        var isMixed = false;
        for (var option = 0; option + 1 < options.Length; option += 2)
        {
            var value = options[option + 1];
            switch (options[option])
            {
                case "--clients":
                    clients = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "--weeks":
                    weeks = [.. value.Split(',').Select(week => int.Parse(week, CultureInfo.InvariantCulture))];
                    break;
                case "--seed":
                    seed = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "--budget":
                    var size = double.Parse(value, CultureInfo.InvariantCulture);
                    Budgets = new PatternBudgets(size, 2 * size, 2 * size);
                    break;
                case "--book" when value is "mixed" or "own":
                    isMixed = value == "mixed";
                    break;
                case "--rule":
                    rule = value == "documented" ? PatternRule.Documented : PatternRule.Calibrated;
                    break;
                default:
                    Console.Error.WriteLine($"Unknown option {options[option]}; --clients, --weeks, --seed, --budget, --rule and --book are known.");
                    return 2;
            }
        }
        foreach (var warm in weeks)
            Table(clients, warm, seed, rule, isMixed);
        return 0;
    }

    private static void Table(int clients, int warm, int seed, PatternRule rule, bool isMixed)
    {
        Console.WriteLine($"\n{rule.Word()}, {warm} weeks of history, then {WatchedWeeks} watched; {clients} clients a line, seed {seed}, budget {Budgets.Break:0.##}{(isMixed ? "; all lines in one book" : "")}");
        Console.WriteLine("family          rate  BREAK BELOW ABOVE  /100 client-weeks   % in BREAK at 08:00 Mon…Sun           stop  limit ratio   fall  limit ratio");
        double sumLog = 0, sumFall = 0, sumFalse = 0, sumBelow = 0, sumAbove = 0;
        var standing = new double[7];
        CalibrationFamily[] lines = [.. Families.SelectMany(habit => Rates.Select(rate => new CalibrationFamily(habit, rate))).Concat(Others)];
        var families = new Dictionary<Habit, double>();
        var mixed = isMixed ? Mixed(lines, clients, warm, seed) : null;
        foreach (var family in lines)
        {
            var book = Unchanged(family, clients, warm, seed);
            var calibrations = mixed ?? new BookCalibrations(BookCalibration.Sample(book));
            var known = mixed?.At(FirstDay + 7 * warm) ?? BookCalibrationFit.Of(BookCalibration.Sample(book), DateOnly.FromDayNumber(FirstDay + 7 * warm));
            var quiet = Quiet(book, calibrations, warm, rule);
            var rated = Array.IndexOf(Rates, (int)family.Rate);
            var listed = rated >= 0 && family.Rate == Rates[rated] && StopLimits.ContainsKey(family.Habit);
            var stop = Delay(family, known, clients, warm, seed + 1, rule, 0);
            var fall = Delay(family, known, clients, warm, seed + 2, rule, .3);
            Console.Write($"{family.Habit,-14} {family.Rate,5:0.#} {quiet.Break,6:0.00}{quiet.Below,6:0.00}{quiet.Above,6:0.00}   ");
            Console.Write(string.Concat(quiet.Standing.Select(share => $"{100 * share,5:0.0}")));
            Console.Write($"   {Days(stop),6}");
            if (listed)
            {
                var limit = StopLimits[family.Habit][rated];
                sumLog += Math.Log(stop / limit);
                sumFalse += quiet.Break;
                sumBelow += quiet.Below;
                sumAbove += quiet.Above;
                families[family.Habit] = families.GetValueOrDefault(family.Habit) + quiet.Break / Rates.Length;
                for (var day = 0; day < 7; day++)
                    standing[day] += quiet.Standing[day] / 12;
                Console.Write($"{limit,7}{stop / limit,6:0.00}  {Days(fall),6}");
                if (family.Habit == Habit.Poisson)
                {
                    sumFall += Math.Log(fall / FallLimits[rated]);
                    Console.Write($"{FallLimits[rated],7}{fall / FallLimits[rated],6:0.00}");
                }
                Console.WriteLine();
            }
            else
                Console.WriteLine($"               {Days(fall),6}");
        }
        Console.WriteLine($"over the 12 cells: BREAK {sumFalse / 12:0.00} ({string.Join(" / ", families.Select(one => $"{one.Key} {one.Value:0.00}"))}); BELOW {sumBelow / 12:0.00}, ABOVE {sumAbove / 12:0.00}; standing at most {100 * standing.Max():0.0} %; stop ÷ limit {Math.Exp(sumLog / 12):0.000}; fall ÷ limit {Math.Exp(sumFall / 4):0.000}");
    }

    private static string Days(double days) => double.IsInfinity(days) ? "never" : days.ToString("0", CultureInfo.InvariantCulture);

    private sealed record QuietCount(double Break, double Below, double Above, double[] Standing);

    /// <summary>Clients in whom nothing changes: the book in which those who change are looked for.</summary>
    private static ClientHistory[] Unchanged(CalibrationFamily family, int clients, int warm, int seed) =>
        family.Book(clients, FirstDay, 7 * (warm + WatchedWeeks), seed);

    /// <summary>What a book of some of every line knows of itself.</summary>
    private static BookCalibrations Mixed(CalibrationFamily[] lines, int clients, int warm, int seed)
    {
        var each = Math.Min(clients, BookCalibration.MostClients / lines.Length);
        return new BookCalibrations([.. lines.SelectMany(family => Unchanged(family, each, warm, seed)
            .Select((history, place) => history with { Client = string.Create(CultureInfo.InvariantCulture, $"{family.Habit} {family.Rate} {place}") }))]);
    }

    /// <summary>Openings per 100 client-weeks, and the share standing in a break on each weekday, where nothing changes.</summary>
    private static QuietCount Quiet(ClientHistory[] book, BookCalibrations calibrations, int warm, PatternRule rule)
    {
        var from = FirstDay + 7 * warm;
        var to = from + 7 * WatchedWeeks - 1;
        int breaks = 0, below = 0, above = 0;
        var standing = new double[7];
        foreach (var episode in PatternBook.Replay(book, DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(to), rule, Budgets, calibrations))
        {
            var opened = episode.OpenedOn.DayNumber >= from;
            if (episode.Worst == PatternStatus.AbovePattern)
                above += opened ? 1 : 0;
            else if (opened && episode.BreakOn != episode.OpenedOn)
                below++;
            if (episode.BreakOn is not { } broke)
                continue;
            breaks += broke.DayNumber >= from ? 1 : 0;
            for (var day = Math.Max(from, broke.DayNumber); day < (episode.ClosedOn?.DayNumber ?? to + 1); day++)
                standing[Moment.Weekday(day)]++;
        }
        var per100 = 100.0 / (book.Length * WatchedWeeks);
        return new QuietCount(breaks * per100, below * per100, above * per100, [.. standing.Select(days => days * per100 / 100)]);
    }

    /// <summary>Median days from the first day of a change to the break; clients with an open drop that day are left out.</summary>
    private static double Delay(CalibrationFamily family, BookCalibration known, int clients, int warm, int seed, PatternRule rule, double kept)
    {
        const int Patience = 200;
        var calibrations = new BookCalibrations(known);
        var book = new ClientHistory[clients];
        var changes = new int[clients];
        Parallel.For(0, clients, client =>
        {
            var draws = family.Draws(seed, client);
            changes[client] = FirstDay + 7 * warm + draws.Next(7);
            book[client] = family.Client(draws, FirstDay, 7 * warm + Patience + 7, changes[client], kept) with { Client = client.ToString(CultureInfo.InvariantCulture) };
        });
        var from = FirstDay + 7 * warm;
        var delays = Enumerable.Repeat(double.PositiveInfinity, clients).ToArray();
        foreach (var episode in PatternBook.Replay(book, DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(from + Patience), rule, Budgets, calibrations))
        {
            if (episode.BreakOn is not { } broke)
                continue;
            var client = int.Parse(episode.Client, CultureInfo.InvariantCulture);
            if (broke.DayNumber <= changes[client])
            {
                if (episode.ClosedOn is null || episode.ClosedOn.Value.DayNumber > changes[client])
                    delays[client] = double.NaN;
            }
            else if (!double.IsNaN(delays[client]))
                delays[client] = Math.Min(delays[client], broke.DayNumber - changes[client]);
        }
        var found = delays.Where(delay => !double.IsNaN(delay)).Order().ToArray();
        return found[found.Length / 2];
    }
}
