using ClientVitals.CallPatterns.Model;

namespace ClientVitals.HealthScores.Risk;

/// <summary>
/// A book's past mornings, a month apart, and what followed them: what a morning may learn from. Each is worked out once, however many
/// horizons and later mornings ask for it.
/// </summary>
public sealed class RiskPast(IReadOnlyList<ClientHistory> book, int heardWithin, int activeDays)
{
    /// <summary>Days between two mornings.</summary>
    public const int Step = 30;

    /// <summary>Mornings learned from at most.</summary>
    public const int Most = 6;

    /// <summary>Days of history that the earliest morning needs.</summary>
    public const int LeastHistory = 56;

    private readonly Dictionary<int, RiskMorning> _mornings = [];
    private readonly Dictionary<(int Day, int Horizon), RiskCase[]> _cases = [];

    private readonly int _first = FirstDay(book);

    /// <summary>The book as of a morning.</summary>
    public RiskMorning On(int day)
    {
        if (!_mornings.TryGetValue(day, out var morning))
            _mornings[day] = morning = RiskMorning.Of(book, day, heardWithin, activeDays);
        return morning;
    }

    /// <summary>The past that is known on a morning: mornings whose horizon is over by then, the latest first.</summary>
    public IReadOnlyList<RiskCase> Before(int day, int horizon)
    {
        var cases = new List<RiskCase>();
        var latest = day - (horizon + Step - 1) / Step * Step;
        for (var morning = latest; morning > latest - Most * Step && morning - _first >= LeastHistory; morning -= Step)
            cases.AddRange(CasesOf(morning, horizon));
        return cases;
    }

    /// <summary>What a morning knows: its model, and for each horizon how its signs become a probability.</summary>
    public RiskModel Learn(int day, IReadOnlyList<int> horizons)
    {
        ArgumentNullException.ThrowIfNull(horizons);
        return new RiskModel(
            DateOnly.FromDayNumber(day), On(day).Parameters,
            [.. horizons.Select(horizon => new RiskModel.OfHorizon(horizon, RiskCurveFit.Of(Before(day, horizon), horizon)))]);
    }

    private RiskCase[] CasesOf(int morning, int horizon)
    {
        if (!_cases.TryGetValue((morning, horizon), out var cases))
            _cases[(morning, horizon)] = cases = [.. On(morning).Cases(horizon)];
        return cases;
    }

    private static int FirstDay(IReadOnlyList<ClientHistory> book)
    {
        var first = int.MaxValue;
        foreach (var history in book)
        {
            foreach (var day in history.Days)
            {
                if (day.Calls == 0)
                    continue;
                first = Math.Min(first, day.Day);
                break;
            }
        }
        return first;
    }
}
