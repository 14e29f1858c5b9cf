using ClientVitals.Statistics;

namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>
/// The cases of one horizon with what holds for the whole book: who can be called on each date, and which probability earlier dates had taught by then. A group
/// is a part of it.
/// </summary>
internal sealed class CardHorizon
{
    /// <summary>Earlier client-days of either outcome below which no probability is learned.</summary>
    public const int FewestOfEach = 30;

    private static readonly CardPredictor[] Predictors = Enum.GetValues<CardPredictor>();

    private readonly int _days;
    private readonly CardCase[] _cases;
    private readonly bool[] _silent;
    private readonly double[][] _values, _called, _chances;

    private CardHorizon(int days, CardCase[] cases, CardProtocol protocol)
    {
        (_days, _cases) = (days, cases);
        _silent = [.. cases.Select(one => one.NextIn >= days)];
        _values = [.. Predictors.Select(predictor => cases.Select(one => one.Of(predictor)).ToArray())];
        int[][] mornings = [.. Enumerable.Range(0, protocol.Mornings.Count).Select(morning => Enumerable.Range(0, cases.Length).Where(place => cases[place].Morning == morning).ToArray())];
        _called = [.. _values.Select(values => Called(values, mornings, protocol.CallsADate))];
        _chances = [.. _values.Select(values => Chances(values, mornings, protocol))];
    }

    /// <param name="cases">Without those who are away within the horizon: their silence says nothing.</param>
    public static CardHorizon Of(int days, IReadOnlyList<CardCase> cases, CardProtocol protocol) => new(days, [.. cases.Where(one => one.AwayIn >= days)], protocol);

    public int CasesOf(int group) => _cases.Count(one => one.Group == group);

    /// <param name="group">Null = all clients.</param>
    public HorizonFigures Figures(int? group)
    {
        int[] places = [.. Enumerable.Range(0, _cases.Length).Where(place => group is null || _cases[place].Group == group)];
        bool[] silent = Pick(_silent, places);
        int[] clients = [.. places.Select(place => _cases[place].Client)];
        var inForce = Pick(_values[(int)CardPredictor.InForce], places);
        var silence = Pick(_values[(int)CardPredictor.SilentDays], places);
        // Which dates have a probability follows from outcomes alone, so it is the same for all.
        int[] learned = [.. places.Where(place => !double.IsNaN(_chances[0][place]))];
        bool[] learnedSilent = Pick(_silent, learned);
        var fell = silent.Count(one => one);
        var measures = Predictors.Select(predictor =>
        {
            var values = Pick(_values[(int)predictor], places);
            var brier = learned.Length == 0 ? (BrierScore?)null : BrierScore.Of(Pick(_chances[(int)predictor], learned), learnedSilent);
            double calls = 0, reached = 0;
            foreach (var place in places)
            {
                calls += _called[(int)predictor][place];
                reached += _silent[place] ? _called[(int)predictor][place] : 0;
            }
            return new PredictorFigures(
                predictor,
                RocArea.Of(values, silent, clients) is { } area ? Estimate(area.Area, area.Interval()) : null,
                predictor == CardPredictor.SilentDays ? null : Difference(RocArea.Compare(values, silence, silent, clients)),
                predictor == CardPredictor.InForce ? null : Difference(RocArea.Compare(values, inForce, silent, clients)),
                brier?.Score, brier is { Uncertainty: > 0 } known ? known.Skill : null,
                calls > 0 ? reached / calls : null, fell > 0 ? reached / fell : null, reached);
        });
        return new(
            _days, places.Length, clients.Distinct().Count(), fell, [.. measures],
            learned.Length == 0 ? [] : CalibrationTable.Of(Pick(_chances[(int)CardPredictor.Version], learned), learnedSilent).Tenths);
    }

    private static AreaEstimate Estimate(double value, (double Low, double High) interval) => new(value, interval.Low, interval.High);

    private static AreaEstimate? Difference(RocArea.Difference? difference) => difference is { } known ? Estimate(known.Value, known.Interval()) : null;

    private static T[] Pick<T>(T[] values, int[] places) => Array.ConvertAll(places, place => values[place]);

    /// <summary>By which chance each client is among those who can be called on their date; where the last of them are equal, each may be drawn.</summary>
    private static double[] Called(double[] values, int[][] mornings, int calls)
    {
        var called = new double[values.Length];
        foreach (var places in mornings.Where(places => places.Length > 0))
        {
            var ordered = places.Select(place => values[place]).OrderDescending().ToArray();
            var last = ordered[Math.Min(calls, ordered.Length) - 1];
            int above = ordered.Count(value => value > last), equal = ordered.Count(value => value.Equals(last));
            foreach (var place in places)
                called[place] = values[place] > last ? 1 : values[place].Equals(last) ? (double)(Math.Min(calls, ordered.Length) - above) / equal : 0;
        }
        return called;
    }

    /// <summary>On each date the probability of silence as the dates whose outcome was known by then teach it; not a number where they teach too little.</summary>
    private double[] Chances(double[] values, int[][] mornings, CardProtocol protocol)
    {
        var chances = new double[values.Length];
        Array.Fill(chances, double.NaN);
        for (var morning = 0; morning < mornings.Length; morning++)
        {
            int[] past = [.. Enumerable.Range(0, morning).Where(earlier => protocol.Mornings[earlier].Day.AddDays(_days) <= protocol.Mornings[morning].Day).SelectMany(earlier => mornings[earlier])];
            bool[] happened = Pick(_silent, past);
            var hits = happened.Count(one => one);
            if (hits < FewestOfEach || happened.Length - hits < FewestOfEach)
                continue;
            var mean = past.Average(place => values[place]);
            var spread = Math.Sqrt(past.Average(place => (values[place] - mean) * (values[place] - mean)));
            double Scaled(int place) => spread > 0 ? (values[place] - mean) / spread : 0;
            var fit = LogisticFit.Of(Array.ConvertAll(past, Scaled), 1, LogisticFit.PlattTargets(happened), [0, 0], [0, 1]);
            foreach (var place in mornings[morning])
                chances[place] = LogisticFit.Probability(fit[0] + fit[1] * Scaled(place));
        }
        return chances;
    }
}
