using ClientVitals.HealthScores.Scorecards;
using ClientVitals.Statistics;

namespace ClientVitals.HealthScores.Scoring;

/// <summary>
/// Scores clients by one scorecard, one after the other: names are looked up once, and nothing is allocated for a client but the result. All
/// arithmetic is decimal. One instance serves one thread.
/// </summary>
public sealed class ScoreClients
{
    private const string Momentum = "momentum", RateOfChange = "rate_of_change";

    /// <summary>Largest rate of change that the column <c>rate_of_change_percent numeric(5,2)</c> holds.</summary>
    private const decimal LargestRate = 999.99m;

    private readonly Scorecard _card;
    private readonly Dictionary<string, decimal[]> _segments;
    private readonly decimal[] _weights;
    private readonly (int Of, int By, DerivedKind Kind, decimal Factor)[] _derived;
    private readonly CompiledPart[][] _parts;
    private readonly CompiledPart[] _risk;
    private readonly (string Word, CompiledCondition[] When)[] _categories, _priorities;
    private readonly CompiledCondition[] _warning;
    private readonly decimal?[] _numbers, _values;
    private readonly string?[] _words;
    private readonly int _rate, _momentum;
    private readonly List<Contribution> _contributions = [];
    private readonly List<RiskFactor> _factors = [];

    /// <param name="card">A scorecard without faults (<see cref="ScorecardJson.Read"/>).</param>
    public ScoreClients(Scorecard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        ScorecardFaults.Check(card);
        _card = card;
        string[] numbers = [.. card.Inputs.Select(one => one.Name), .. card.Derived.Select(one => one.Name), "risk"];
        string[] words = ["zone", .. card.Dimensions.Select(one => one.Name)];
        int Number(string name) => Array.IndexOf(numbers, name);
        int Word(string name) => Array.IndexOf(words, name);
        CompiledCondition[] All(IReadOnlyList<ScorecardCondition> when) => [.. when.Select(one => new CompiledCondition(one, Number, Word))];
        CompiledPart[] Parts(IReadOnlyList<ScorecardPart> parts) => [.. parts.Select(one => new CompiledPart(one, Number, Word))];
        _derived = [.. card.Derived.Select(one => (Number(one.Of), Number(one.By), one.Kind, one.Factor))];
        _parts = [.. card.Dimensions.Select(one => Parts(one.Parts))];
        _risk = Parts(card.Risk?.Parts ?? []);
        _categories = [.. card.Categories.Select(one => (one.Word, All(one.When)))];
        _priorities = [.. card.Priorities.Select(one => (one.Word, All(one.When)))];
        _warning = All(card.EarlyWarning);
        _weights = [.. card.Dimensions.Select(one => one.Weight)];
        _segments = card.Segments.ToDictionary(
            one => one.Segment, one => card.Dimensions.Select(dimension => one.Weights.TryGetValue(dimension.Name, out var weight) ? weight : dimension.Weight).ToArray());
        _numbers = new decimal?[numbers.Length];
        _values = new decimal?[card.Dimensions.Count];
        _words = new string?[words.Length];
        _rate = Number(RateOfChange);
        _momentum = Word(Momentum);
    }

    /// <summary>The inputs that a score needs, in this order.</summary>
    public IReadOnlyList<ScorecardInput> Inputs => _card.Inputs;

    /// <summary>The score of one client.</summary>
    /// <param name="inputs">In the order of <see cref="Inputs"/>.</param>
    /// <param name="segment">The client's segment; null or one the scorecard does not name: the usual weights.</param>
    public HealthScore Of(ReadOnlySpan<InputValue> inputs, string? segment = null)
    {
        if (inputs.Length != _card.Inputs.Count)
            throw new ArgumentException($"The scorecard {_card.Id} has {_card.Inputs.Count} inputs, not {inputs.Length}.", nameof(inputs));
        var weights = segment is not null && _segments.TryGetValue(segment, out var own) ? own : _weights;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].IsStale)
                return Unknown($"The data of {_card.Inputs[i].Source} are too old to say how things are now.", weights);
        }
        Read(inputs);
        decimal known = 0, all = 0, sum = 0;
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = Value(i);
            all += weights[i];
            if (_values[i] is not { } value)
                continue;
            known += weights[i];
            sum += weights[i] * value;
        }
        if (known == 0)
            return Unknown("Nothing that the scorecard measures is known of this client.", weights);
        var score = Math.Round(sum / known, _card.Decimals, MidpointRounding.AwayFromZero);
        var zone = ZoneOf(score);
        _words[0] = zone;
        var risk = _card.Risk is null ? null : Risk(_card.Risk);
        _numbers[^1] = risk?.Points;
        return new HealthScore(
            _card.Id, score, zone, known / all, null, Dimensions(weights, known), Contributions(weights, known, score), risk, First(_priorities),
            _momentum < 0 ? null : _words[_momentum],
            _rate < 0 || _numbers[_rate] is not { } rate ? null : Math.Clamp(Math.Round(rate, 2, MidpointRounding.AwayFromZero), -LargestRate, LargestRate),
            _warning.Length > 0 && CompiledCondition.All(_warning, _numbers, _words) == true);
    }

    /// <summary>The zone of a score by this scorecard.</summary>
    public string ZoneOf(decimal score)
    {
        foreach (var zone in _card.Zones)
        {
            if (score >= zone.AtLeast)
                return zone.Name;
        }
        return _card.Zones[^1].Name;
    }

    private void Read(ReadOnlySpan<InputValue> inputs)
    {
        Array.Clear(_words);
        for (var i = 0; i < inputs.Length; i++)
            _numbers[i] = inputs[i].Value;
        for (var i = 0; i < _derived.Length; i++)
        {
            var (of, by, kind, factor) = _derived[i];
            _numbers[inputs.Length + i] = (_numbers[of], _numbers[by]) switch
            {
                (null, _) or (_, null or 0) => null,
                // Multiplied out first: an exact −20 % stays exactly −20 %.
                ({ } now, { } usual) when kind == DerivedKind.ChangePercent => 100 * (now * factor - usual) / usual,
                ({ } part, { } whole) => 100 * part * factor / whole,
            };
        }
        _numbers[^1] = null;
    }

    /// <summary>A dimension's value; its word is kept for the rules that ask for it.</summary>
    private decimal? Value(int dimension)
    {
        decimal? sum = _card.Dimensions[dimension].Base;
        foreach (var part in _parts[dimension])
        {
            var (points, word) = part.Of(_numbers, _words);
            sum += points;
            _words[1 + dimension] = word ?? _words[1 + dimension];
        }
        if (sum is null)
            _words[1 + dimension] = null;
        return sum is { } value ? Math.Clamp(value, 0, 100) : null;
    }

    private DimensionScore[] Dimensions(decimal[] weights, decimal known)
    {
        var dimensions = new DimensionScore[_values.Length];
        for (var i = 0; i < dimensions.Length; i++)
            dimensions[i] = new(_card.Dimensions[i].Name, _values[i], weights[i], _values[i] is null || known == 0 ? 0 : weights[i] / known);
        return dimensions;
    }

    private Contribution[] Contributions(decimal[] weights, decimal known, decimal score)
    {
        _contributions.Clear();
        for (var i = 0; i < _values.Length; i++)
        {
            if (_values[i] is not { } value || weights[i] == 0)
                continue;
            var (dimension, sum) = (_card.Dimensions[i], _card.Dimensions[i].Base);
            if (sum != 0)
                Add(dimension.Name, "base", sum, weights[i], known);
            foreach (var part in _parts[i])
            {
                var points = part.Of(_numbers, _words).Points ?? 0;
                sum += points;
                Add(dimension.Name, part.Name, points, weights[i], known);
            }
            if (sum != value)
                Add(dimension.Name, "limit", value - sum, weights[i], known);
        }
        Span<decimal> exact = stackalloc decimal[_contributions.Count];
        for (var i = 0; i < exact.Length; i++)
            exact[i] = _contributions[i].Exact;
        var shown = LargestRemainder.Allot(exact, score, _card.Decimals);
        var contributions = new Contribution[shown.Length];
        for (var i = 0; i < shown.Length; i++)
            contributions[i] = _contributions[i] with { Shown = shown[i] };
        return contributions;
    }

    private void Add(string dimension, string part, decimal points, decimal weight, decimal known) =>
        _contributions.Add(new(dimension, part, points, weight / known, weight * points / known, 0));

    private RiskPoints Risk(PointRisk risk)
    {
        _factors.Clear();
        _factors.Add(new("base", risk.Base));
        var sum = risk.Base;
        foreach (var part in _risk)
        {
            var points = part.Of(_numbers, _words).Points;
            if (points is not 0)
                _factors.Add(new(part.Name, points));
            sum += points ?? 0;
        }
        sum = Math.Clamp(sum, 0, 100);
        _numbers[^1] = sum;
        return new RiskPoints(sum, First(_categories), [.. _factors]);
    }

    /// <summary>The first word whose conditions hold; a rule that cannot be told does not apply.</summary>
    private string? First((string Word, CompiledCondition[] When)[] rules)
    {
        foreach (var (word, when) in rules)
        {
            if (CompiledCondition.All(when, _numbers, _words) == true)
                return word;
        }
        return null;
    }

    private HealthScore Unknown(string why, decimal[] weights)
    {
        Array.Clear(_values);
        return new HealthScore(_card.Id, null, null, 0, why, Dimensions(weights, 0), [], null, null, null, null, false);
    }
}
