using System.Globalization;

namespace ClientVitals.Benchmarks.Refits;

/// <summary>
/// Fits the shipped constants of the alarm model again, from simulated clients, and prints them beside the shipped ones (docs/alarm-model.md):
/// the prior of a new client, the multiples of a burst, the thresholds, and what the book's calibration counts as one opening.
/// </summary>
internal sealed record Refit(int Clients, int Weeks, int Seed, string? Log)
{
    public const int FirstDay = 738_000 - 738_000 % 7;

    /// <summary>Weeks in which openings are counted.</summary>
    public const int WatchedWeeks = 26;

    public static readonly Habit[] Kinds = [Habit.Poisson, Habit.Overdispersed, Habit.Regular];

    public static readonly double[] Rates = [1, 2, 3, 5];

    /// <summary>The families of the calibration's twelve cells.</summary>
    public static IReadOnlyList<CalibrationFamily> Cells { get; } =
        [.. Kinds.SelectMany(habit => Rates.Select(rate => new CalibrationFamily(habit, rate)))];

    /// <summary>Those that the budget is held for besides.</summary>
    public static IReadOnlyList<CalibrationFamily> Others { get; } =
    [
        new(Habit.Poisson, .5), new(Habit.Overdispersed, .5), new(Habit.Bursts, 1), new(Habit.Bursts, 3), new(Habit.Fortnightly, .5), new(Habit.Fortnightly, 1),
    ];

    public static int Run(string[] options)
    {
        var refit = new Refit(200, 26, 20_000, null);
        for (var option = 0; option < options.Length; option += 2)
        {
            var value = option + 1 < options.Length ? options[option + 1] : "";
            int Whole() => int.Parse(value, CultureInfo.InvariantCulture);
            switch (options[option])
            {
                case "--clients":
                    refit = refit with { Clients = Whole() };
                    break;
                case "--weeks":
                    refit = refit with { Weeks = Whole() };
                    break;
                case "--seed":
                    refit = refit with { Seed = Whole() };
                    break;
                case "--log":
                    refit = refit with { Log = value };
                    break;
                default:
                    Console.Error.WriteLine($"Unknown option {options[option]}; --clients, --weeks, --seed and --log FILE are known.");
                    return 2;
            }
        }
        Console.WriteLine(Said($"{refit.Clients} clients a family, {refit.Weeks} weeks of history, seed {refit.Seed}{(refit.Log is null ? "" : $", and the clients of {Path.GetFileName(refit.Log)}")}"));
        RefitPrior.Print(refit);
        RefitBursts.Print(refit);
        RefitThresholds.Print(refit);
        RefitCalibration.Print(refit);
        return 0;
    }

    public static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
