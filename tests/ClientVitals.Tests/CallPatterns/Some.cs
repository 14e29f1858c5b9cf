using ClientVitals.CallPatterns.Model;

namespace ClientVitals.Tests.CallPatterns;

/// <summary>Clients for tests. Weeks are counted from <see cref="FirstMonday"/>.</summary>
internal static class Some
{
    public static readonly DateOnly FirstMonday = new(2025, 1, 6);

    public static int Day(int week, int weekday = 0) => FirstMonday.DayNumber + 7 * week + weekday;

    /// <summary>One call on each of these weekdays (0 = Monday), every week of the half-open range.</summary>
    public static ClientHistory Regular(int weeks, params int[] weekdays) =>
        Client([.. Enumerable.Range(0, weeks).SelectMany(week => weekdays.Select(weekday => Day(week, weekday)))]);

    public static ClientHistory Client(params int[] days) =>
        new("some@example.com", null, null, [.. days.GroupBy(day => day).OrderBy(day => day.Key).Select(day => new ClientDay(day.Key, day.Count()))]);

    /// <summary>Calls by chance, at a steady rate a week.</summary>
    public static ClientHistory Poisson(int seed, double rate, int weeks)
    {
        var random = new Random(seed);
        var days = new List<int>();
        for (var day = Day(0); day < Day(weeks); day++)
        {
            if (random.NextDouble() < 1 - Math.Exp(-rate / 7))
                days.Add(day);
        }
        return Client([.. days]);
    }

    /// <summary>Calls by chance whose weekly level varies by a gamma distribution of shape 3.</summary>
    public static ClientHistory Overdispersed(int seed, double rate, int weeks)
    {
        var random = new Random(seed);
        var days = new List<int>();
        for (var week = 0; week < weeks; week++)
        {
            var level = -Math.Log((1 - random.NextDouble()) * (1 - random.NextDouble()) * (1 - random.NextDouble())) / 3;
            for (var day = 0; day < 7; day++)
            {
                if (random.NextDouble() < 1 - Math.Exp(-rate * level / 7))
                    days.Add(Day(week, day));
            }
        }
        return Client([.. days]);
    }

    /// <summary>So many fixed weekdays, each kept nine times in ten.</summary>
    public static ClientHistory Kept(int seed, int weekdays, int weeks)
    {
        var random = new Random(seed);
        var usual = Enumerable.Range(0, 6).OrderBy(_ => random.Next()).Take(weekdays).Order().ToArray();
        return Client([.. Enumerable.Range(0, weeks).SelectMany(week => usual.Where(_ => random.NextDouble() < .9).Select(day => Day(week, day)))]);
    }

    public static Judgement Judged(this ClientHistory history, int day, PatternRule rule = PatternRule.Calibrated, double hour = 8) =>
        PatternBook.Judge([history], At(day, hour), rule, PatternBudgets.Default)[0];

    public static Moment At(int day, double hour = 8) =>
        Moment.Of(new DateTimeOffset(DateOnly.FromDayNumber(day).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(hour), TimeZoneInfo.Utc);

    public static List<Episode> Replayed(this ClientHistory history, int from, int to, PatternRule rule = PatternRule.Calibrated) =>
        [.. PatternBook.Replay([history], DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(to), rule, PatternBudgets.Default)];

    public static ClientHistory Until(this ClientHistory history, int day) =>
        history with { Days = [.. history.Days.Where(one => one.Day < day)] };

    public static ClientHistory With(this ClientHistory history, params int[] days) =>
        history with { Days = [.. history.Days.Concat(days.Select(day => new ClientDay(day, 1))).OrderBy(one => one.Day)] };
}
