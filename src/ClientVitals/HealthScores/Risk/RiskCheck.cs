using ClientVitals.Statistics;

namespace ClientVitals.HealthScores.Risk;

/// <summary>
/// How well the risk told last time: as it was learned on the morning whose 30 days are just over, knowing nothing later, compared with what has
/// happened since.
/// </summary>
public static class RiskCheck
{
    /// <summary>Fewer clients say nothing by tenths.</summary>
    public const int FewestClients = 100;

    /// <summary>The morning that is checked.</summary>
    public static int MorningOf(int today) => today - RiskModel.Churn;

    /// <summary>Null where too few clients can be compared.</summary>
    /// <param name="past">The book, known until the day before <paramref name="today"/>.</param>
    /// <param name="today">The day (<see cref="DateOnly.DayNumber"/>).</param>
    public static CalibrationTable? Of(RiskPast past, int today)
    {
        ArgumentNullException.ThrowIfNull(past);
        var day = MorningOf(today);
        var morning = past.On(day);
        var rows = morning.AtRisk.Where(row => row.IsThere(RiskModel.Churn)).ToList();
        if (rows.Count < FewestClients)
            return null;
        var model = past.Learn(day, [RiskModel.Churn]);
        double[] said = [.. rows.Select(row => model.Probability(row.Recency, RiskModel.Churn))];
        bool[] silent = [.. rows.Select(row => row.NextCallIn >= RiskModel.Churn)];
        return CalibrationTable.Of(said, silent);
    }
}
