using ClientVitals.CallPatterns.Dropout;
using ClientVitals.CallPatterns.Model;

namespace ClientVitals.HealthScores.Risk;

/// <summary>
/// All that is learned of a book to give a client's risk: a few numbers, so that one client's risk is worked out without reading the book. The risk is
/// the probability of an event that can be observed: no active day within the horizon.
/// </summary>
/// <param name="LearnedOn">The morning it was learned.</param>
/// <param name="Horizons">In ascending order.</param>
public sealed record RiskModel(DateOnly LearnedOn, DropoutParameters Parameters, IReadOnlyList<RiskModel.OfHorizon> Horizons)
{
    /// <summary>Horizons that are asked about, in days.</summary>
    public static IReadOnlyList<int> Usual { get; } = [30, 60, 90];

    /// <summary>The horizon of <c>churn_risk_score</c>.</summary>
    public const int Churn = 30;

    /// <summary>Who is asked about: exposed days of silence at most, and active days at least.</summary>
    public const int HeardWithin = 60, ActiveDays = 3;

    /// <summary>How signs become a probability for one horizon.</summary>
    public sealed record OfHorizon(int Days, RiskCurve Curve);

    /// <summary>Probability of no active day within the horizon, 0 to 1.</summary>
    /// <param name="ahead">Exposed days within it; null = all of them.</param>
    public double Probability(in CallRecency client, int horizon, double? ahead = null)
    {
        foreach (var one in Horizons)
        {
            if (one.Days == horizon)
                return one.Curve.Probability(RiskSigns.Of(Parameters, client, ahead ?? horizon));
        }
        throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "The model was not learned for this horizon.");
    }

    /// <summary>The value of <c>churn_risk_score</c>: 0 to 100, one decimal.</summary>
    public decimal ChurnRisk(in CallRecency client, double? ahead = null) => Math.Round((decimal)(100 * Probability(client, Churn, ahead)), 1);

    /// <summary>
    /// The same of a client on a morning. A pause that is known of shortens the time in which a call could come. Null for those who are not asked about, and for those who are
    /// away all the time ahead: their silence says nothing.
    /// </summary>
    /// <param name="today">The day (<see cref="DateOnly.DayNumber"/>); its own calls are not seen.</param>
    public decimal? ChurnRisk(ClientHistory history, int today)
    {
        ArgumentNullException.ThrowIfNull(history);
        var ahead = new ExposedTime(history, today).Before(today + Churn);
        return ahead > 0 && CallRecency.Of(history, today, withToday: false) is { } recency
            && recency.Repeats + 1 >= ActiveDays && recency.ObservedFor - recency.LastAt <= HeardWithin
            ? ChurnRisk(recency, ahead)
            : null;
    }
}
