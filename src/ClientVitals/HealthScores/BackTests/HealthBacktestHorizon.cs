using ClientVitals.HealthScores.Risk;
using ClientVitals.Statistics;

namespace ClientVitals.HealthScores.BackTests;

/// <summary>What is compared in a back-test.</summary>
public enum RiskPredictor
{
    /// <summary>The recalibrated risk, as <c>churn_risk_score</c> gives it.</summary>
    Risk,
    /// <summary>The dropout model's probability of silence, not recalibrated.</summary>
    Model,
    /// <summary>The dropout model's probability to have left.</summary>
    Left,
    /// <summary>Days since the last active day.</summary>
    SilentDays,
    /// <summary>The scorecard's score, the lower the worse.</summary>
    Score,
    /// <summary>The scorecard's points of risk.</summary>
    Points,
}

/// <summary>One predictor's figures.</summary>
/// <param name="Area">Area under the ROC curve; null when the event always happened, or never.</param>
/// <param name="OverSilence">Its area minus that of days of silence.</param>
/// <param name="Brier">Only of what claims to be a probability; points of risk are read as hundredths.</param>
/// <param name="Precision">Of the clients that can be called by this predictor, the share in whom the event happened.</param>
/// <param name="Recall">Of the clients in whom it happened, the share that can be called.</param>
public sealed record RiskMeasure(
    RiskPredictor Predictor, RocArea? Area, RocArea.Difference? OverSilence, BrierScore? Brier, double Precision, double Recall);

/// <summary>The figures of one horizon.</summary>
/// <param name="Days">The horizon.</param>
/// <param name="Cases">Client-days judged.</param>
/// <param name="Silent">Those followed by silence.</param>
/// <param name="Measures">In the order of <see cref="RiskPredictor"/>.</param>
/// <param name="Calibration">Of the risk, by tenths.</param>
/// <param name="Curves">How the risk was recalibrated on each morning.</param>
public sealed record HealthBacktestHorizon(
    int Days, int Cases, int Silent, IReadOnlyList<RiskMeasure> Measures, CalibrationTable Calibration, IReadOnlyList<RiskCurve> Curves)
{
    /// <summary>Share of the client-days followed by silence.</summary>
    public double BaseRate => Silent / (double)Cases;

    /// <summary>The figures of a predictor.</summary>
    public RiskMeasure Of(RiskPredictor predictor) => Measures[(int)predictor];

    internal static HealthBacktestHorizon Of(int days, List<JudgedCase> cases, List<RiskCurve> curves, double canCall)
    {
        bool[] silent = [.. cases.Select(one => one.Silent)];
        int[] clients = [.. cases.Select(one => one.Client)];
        double[] silence = [.. cases.Select(one => one.SilentDays)];
        var measures = Enum.GetValues<RiskPredictor>().Select(predictor =>
        {
            double[] values = [.. cases.Select(one => Value(one, predictor))];
            double[]? chances = predictor switch
            {
                RiskPredictor.Risk or RiskPredictor.Model or RiskPredictor.Left => values,
                RiskPredictor.Points => Array.ConvertAll(values, points => points / 100),
                _ => null,
            };
            var (precision, recall) = Called(values, silent, canCall);
            return new RiskMeasure(
                predictor, RocArea.Of(values, silent, clients), RocArea.Compare(values, silence, silent, clients),
                chances is null ? null : BrierScore.Of(chances, silent), precision, recall);
        });
        return new HealthBacktestHorizon(
            days, cases.Count, silent.Count(one => one), [.. measures], CalibrationTable.Of([.. cases.Select(one => one.Risk)], silent), curves);
    }

    private static double Value(in JudgedCase one, RiskPredictor predictor) => predictor switch
    {
        RiskPredictor.Risk => one.Risk,
        RiskPredictor.Model => one.Model,
        RiskPredictor.Left => one.Left,
        RiskPredictor.SilentDays => one.SilentDays,
        RiskPredictor.Score => -one.Score,
        _ => one.Points,
    };

    /// <summary>Of the highest values; where the last of them are equal, each of those counts by the chance to be drawn.</summary>
    private static (double Precision, double Recall) Called(double[] values, bool[] silent, double share)
    {
        var places = Enumerable.Range(0, values.Length).OrderByDescending(place => values[place]).ToArray();
        var calls = Math.Max(1, (int)Math.Ceiling(share * values.Length));
        var last = values[places[calls - 1]];
        double hits = 0, tied = 0, tiedHits = 0, above = 0;
        foreach (var place in places)
        {
            if (values[place] > last)
            {
                above++;
                hits += silent[place] ? 1 : 0;
            }
            else if (values[place].Equals(last))
            {
                tied++;
                tiedHits += silent[place] ? 1 : 0;
            }
        }
        hits += tiedHits * (calls - above) / tied;
        var happened = silent.Count(one => one);
        return (hits / calls, happened == 0 ? 0 : hits / happened);
    }
}
