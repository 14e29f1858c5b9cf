using ClientVitals.HealthScores.Scorecards;

namespace ClientVitals.HealthScores.Scoring;

/// <summary>A condition with its input looked up once, for scoring many clients.</summary>
internal readonly struct CompiledCondition
{
    private enum Comparison : byte
    {
        AtLeast,
        Above,
        AtMost,
        Below,
        Is,
    }

    private readonly Comparison _comparison;
    private readonly int _place;
    private readonly decimal _limit;
    private readonly string? _word;

    public CompiledCondition(ScorecardCondition condition, Func<string, int> numbers, Func<string, int> words)
    {
        (_comparison, _limit) = condition switch
        {
            { AtLeast: { } limit } => (Comparison.AtLeast, limit),
            { Above: { } limit } => (Comparison.Above, limit),
            { AtMost: { } limit } => (Comparison.AtMost, limit),
            { Below: { } limit } => (Comparison.Below, limit),
            _ => (Comparison.Is, 0m),
        };
        _word = condition.Is;
        _place = _comparison == Comparison.Is ? words(condition.Input) : numbers(condition.Input);
    }

    /// <summary>Null = it cannot be told, because the input is unknown.</summary>
    public bool? Holds(ReadOnlySpan<decimal?> numbers, ReadOnlySpan<string?> words)
    {
        if (_comparison == Comparison.Is)
            return words[_place] is { } word ? word == _word : null;
        if (numbers[_place] is not { } value)
            return null;
        return _comparison switch
        {
            Comparison.AtLeast => value >= _limit,
            Comparison.Above => value > _limit,
            Comparison.AtMost => value <= _limit,
            _ => value < _limit,
        };
    }

    /// <summary>All of them: false as soon as one is false, whatever is unknown (Kleene's strong logic).</summary>
    public static bool? All(CompiledCondition[] conditions, ReadOnlySpan<decimal?> numbers, ReadOnlySpan<string?> words)
    {
        bool? all = true;
        foreach (var condition in conditions)
        {
            switch (condition.Holds(numbers, words))
            {
                case false:
                    return false;
                case null:
                    all = null;
                    break;
            }
        }
        return all;
    }
}

/// <summary>A part with its conditions looked up.</summary>
internal sealed class CompiledPart(ScorecardPart part, Func<string, int> numbers, Func<string, int> words)
{
    private readonly (decimal Points, string? Word, CompiledCondition[] When)[] _rules =
        [.. part.Rules.Select(rule => (rule.Points, rule.Word, rule.When.Select(one => new CompiledCondition(one, numbers, words)).ToArray()))];

    public string Name { get; } = part.Name;

    /// <summary>The points of the first rule that applies, 0 when none does; null as soon as a rule cannot be told to apply or not.</summary>
    public (decimal? Points, string? Word) Of(ReadOnlySpan<decimal?> numbers, ReadOnlySpan<string?> words)
    {
        foreach (var (points, word, when) in _rules)
        {
            switch (CompiledCondition.All(when, numbers, words))
            {
                case true:
                    return (points, word);
                case null:
                    return (null, null);
            }
        }
        return (0, null);
    }
}
