using ClientVitals.Statistics;

namespace ClientVitals.Simulation.Facts;

/// <summary>When a coach works, and how late they write down what happened.</summary>
/// <param name="LateShare">Share of sessions that they enter six hours to two days later.</param>
public readonly record struct CoachHours(int Shift, double LateShare)
{
    /// <summary>A draw below this number gives any of the hours.</summary>
    public const int Draws = 840;

    private const long HoursSalt = 0x43_4F41;

    private static readonly int[][] Shifts =
    [
        [6, 7, 8, 9, 10, 11, 12, 13],
        [12, 13, 14, 15, 16, 17, 18, 19, 20],
        [6, 7, 8, 9, 16, 17, 18, 19, 20],
    ];

    public static CoachHours Of(long seed, string coach)
    {
        var chance = SplitMix64.Of(seed ^ HoursSalt, coach);
        return new(chance.Below(Shifts.Length), chance.Happens(FactRates.LateCoaches) ? FactRates.LateByLateCoaches : FactRates.LateByOthers);
    }

    public bool Has(int hour) => Shifts[Shift].AsSpan().Contains(hour);

    /// <summary>One of the hours at which sessions begin.</summary>
    public int At(int draw) => Shifts[Shift][draw * Shifts[Shift].Length / Draws];
}
