using ClientVitals.CallPatterns.Model;

namespace ClientVitals.Benchmarks;

/// <summary>How a simulated client calls.</summary>
internal enum Habit
{
    /// <summary>Poisson, with a weekday profile.</summary>
    Poisson,
    /// <summary>Poisson whose weekly level is gamma distributed with shape 3.</summary>
    Overdispersed,
    /// <summary>Fixed weekdays, each kept 9 times in 10.</summary>
    Regular,
    /// <summary>Two to five calls within five days, then weeks of silence.</summary>
    Bursts,
    /// <summary>One or two fixed weekdays of every other week, each kept 9 times in 10.</summary>
    Fortnightly,
}

/// <summary>A family of simulated clients, calling as often as each other and never changing until told to.</summary>
/// <param name="Rate">Calls a week.</param>
internal sealed record CalibrationFamily(Habit Habit, double Rate)
{
    private static readonly double[] Profile = [.18, .18, .18, .18, .16, .08, .04];

    /// <summary>Active days that a Poisson client of this rate has in a week.</summary>
    public static double ActiveDays(double rate) => Profile.Sum(share => 1 - Math.Exp(-rate * share));

    /// <summary>The random numbers of one client; the same seed and number give the same client.</summary>
    public Random Draws(int seed, int client) => new(unchecked(seed * 1_000_003 + client * 7919 + (int)Habit * 101 + (int)(Rate * 10)));

    /// <summary>Clients in whom nothing changes.</summary>
    public ClientHistory[] Book(int clients, int firstDay, int days, int seed)
    {
        var book = new ClientHistory[clients];
        Parallel.For(0, clients, client => book[client] = Client(Draws(seed, client), firstDay, days));
        return book;
    }

    /// <summary>A client's days. From day <paramref name="changeAt"/> on, each call is made only with chance <paramref name="kept"/>.</summary>
    public ClientHistory Client(Random random, int firstDay, int days, int changeAt = int.MaxValue, double kept = 1)
    {
        var seen = new List<ClientDay>(days);
        var fixedDays = Enumerable.Range(0, Rate > 5 ? 7 : 6).OrderBy(_ => random.Next()).Take(Math.Max(1, (int)Math.Round(Habit == Habit.Fortnightly ? 2 * Rate : Rate))).ToHashSet();
        var parity = random.Next(2);
        double level = 1;
        int burstLeft = 0, burstDays = 0;
        for (var day = firstDay; day < firstDay + days; day++)
        {
            var weekday = Moment.Weekday(day);
            if (weekday == 0 && Habit == Habit.Overdispersed)
                level = Gamma3(random);
            var calls = 0;
            switch (Habit)
            {
                case Habit.Regular:
                    calls = fixedDays.Contains(weekday) && random.NextDouble() < .9 ? 1 : 0;
                    break;
                case Habit.Fortnightly:
                    calls = day / 7 % 2 == parity && fixedDays.Contains(weekday) && random.NextDouble() < .9 ? 1 : 0;
                    break;
                case Habit.Bursts:
                    // 3.5 calls a burst on average, so a burst begins every 3.5/rate weeks.
                    if (burstDays == 0 && random.NextDouble() < Rate / 3.5 / 7)
                    {
                        burstLeft = 2 + random.Next(4);
                        burstDays = 5;
                    }
                    if (burstDays > 0)
                    {
                        for (var left = burstLeft; left > 0; left--)
                        {
                            if (random.NextDouble() < 1.0 / burstDays)
                            {
                                calls++;
                                burstLeft--;
                            }
                        }
                        burstDays--;
                    }
                    break;
                default:
                    calls = Poisson(random, Rate * level * Profile[weekday]);
                    break;
            }
            if (day >= changeAt)
            {
                var made = 0;
                for (var call = 0; call < calls; call++)
                    made += random.NextDouble() < kept ? 1 : 0;
                calls = made;
            }
            if (calls > 0)
                seen.Add(new ClientDay(day, calls));
        }
        return new ClientHistory("client", null, null, [.. seen]);
    }

    private static int Poisson(Random random, double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = random.NextDouble(); product > limit; product *= random.NextDouble())
            count++;
        return count;
    }

    /// <summary>Gamma with shape 3 and mean 1: a third of the sum of three exponentials.</summary>
    private static double Gamma3(Random random) =>
        -Math.Log((1 - random.NextDouble()) * (1 - random.NextDouble()) * (1 - random.NextDouble())) / 3;
}
