using ClientVitals.Statistics;

namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>The whole book, or one group of clients.</summary>
/// <param name="Segment">The business's own word; null = all clients.</param>
public sealed record GroupFigures(string? Segment, IReadOnlyList<HorizonFigures> Horizons);

/// <summary>The figures of one horizon.</summary>
/// <param name="Cases">Client-days judged.</param>
/// <param name="Clients">Clients among them.</param>
/// <param name="Silent">Client-days followed by silence.</param>
/// <param name="Measures">In the order of <see cref="CardPredictor"/>.</param>
/// <param name="Calibration">Of the version, by tenths; empty = earlier dates taught too little.</param>
public sealed record HorizonFigures(
    int Days, int Cases, int Clients, int Silent, IReadOnlyList<PredictorFigures> Measures, IReadOnlyList<CalibrationTable.Tenth> Calibration)
{
    /// <summary>The figures of a predictor.</summary>
    public PredictorFigures Of(CardPredictor predictor) => Measures[(int)predictor];
}

/// <summary>A figure with its 95 % interval.</summary>
public sealed record AreaEstimate(double Value, double Low, double High);

/// <summary>One predictor's figures; null = undefined.</summary>
/// <param name="Area">Area under the ROC curve.</param>
/// <param name="OverSilence">Its area minus that of days of silence.</param>
/// <param name="OverInForce">Its area minus that of the scorecard in force.</param>
/// <param name="Brier">Mean squared error of the probability that earlier dates taught.</param>
/// <param name="BrierSkill">How much less that is than by always saying the base rate.</param>
/// <param name="Precision">Of the clients that coaches can call by it, the share that fell silent.</param>
/// <param name="Recall">Of those who fell silent, the share that coaches can call by it.</param>
/// <param name="Reached">The number of those, client-days; a tie counts by its chance.</param>
public sealed record PredictorFigures(
    CardPredictor Predictor, AreaEstimate? Area, AreaEstimate? OverSilence, AreaEstimate? OverInForce, double? Brier, double? BrierSkill, double? Precision, double? Recall, double Reached);
