using BenchmarkDotNet.Attributes;
using ClientVitals.CallPatterns.Model;

namespace ClientVitals.Benchmarks;

/// <summary>The inner loop: one client judged once, by weeks of history, at three calls a week.</summary>
[MemoryDiagnoser]
public class CalibrationOneClient
{
    private const int FirstDay = 738_000 - 738_000 % 7;

    private ClientHistory[] _book = [];
    private Moment _asOf;

    /// <summary>Weeks of history. Beyond the window of a year more weeks must cost no more.</summary>
    [Params(8, 26, 52, 520)]
    public int Weeks { get; set; }

    [GlobalSetup]
    public void Open()
    {
        _book = [new CalibrationFamily(Habit.Poisson, 3).Client(new Random(1), FirstDay, 7 * Weeks)];
        _asOf = Moment.Of(DateOnly.FromDayNumber(FirstDay + 7 * Weeks), new TimeOnly(8, 0), TimeZoneInfo.Utc);
    }

    [Benchmark]
    public Judgement Judge() => PatternBook.Judge(_book, _asOf, PatternRule.Calibrated, PatternBudgets.Default)[0];
}
