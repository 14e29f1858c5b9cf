using System.Text.RegularExpressions;
using ClientVitals.HealthScores.Scorecards;

namespace ClientVitals.HealthScores.Versions;

/// <summary>What somebody changes of a scorecard to make a version of their own: its name, how much each part counts, over which days, where zones begin.</summary>
/// <param name="Weights">By dimension.</param>
/// <param name="Windows">Days by input, of inputs that have a window.</param>
/// <param name="Zones">Where each zone begins, by name; the lowest begins at 0.</param>
public sealed partial record ScorecardEdit(
    string Name, IReadOnlyDictionary<string, decimal> Weights, IReadOnlyDictionary<string, int> Windows, IReadOnlyDictionary<string, decimal> Zones)
{
    /// <summary>The name of what the business documented; nobody else's version has it.</summary>
    public const string Documented = "documented";

    /// <summary>Days over which sessions are counted each morning.</summary>
    public static IReadOnlyList<int> CountedDays { get; } = [7, 30, 90];

    private const decimal MostWeight = 1000;

    /// <summary>Other weights for clients of a group, by group and dimension; a dimension that is not named keeps its own. Null = as the scorecard has them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, decimal>>? Groups { get; init; }

    /// <summary>Everything wrong with it, each with the field it is about: name, weight_…, window_…, zone_…, and of a group the group and the dimension.</summary>
    public IReadOnlyList<(string Field, Sentence Fault)> Faults(Scorecard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return [.. NameFaults(), .. WeightFaults(card), .. GroupFaults(card), .. WindowFaults(card), .. ZoneFaults(card)];
    }

    /// <summary>The scorecard with these changes. How a recent window compares with a longer one follows from their lengths where one of them changed.</summary>
    public Scorecard AppliedTo(Scorecard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        ScorecardInput[] inputs = [.. card.Inputs.Select(input => Windows.TryGetValue(input.Name, out var days) ? input with { Days = days } : input)];
        int? Days(string name) => inputs.FirstOrDefault(input => input.Name == name)?.Days;
        return card with
        {
            Name = Name,
            Inputs = inputs,
            Derived = [.. card.Derived.Select(derived => derived.Kind == DerivedKind.ChangePercent && !inputs.SequenceEqual(card.Inputs) && Days(derived.Of) is { } of && Days(derived.By) is { } by
                ? derived with { Factor = Math.Round((decimal)by / of, 2) } : derived)],
            Dimensions = [.. card.Dimensions.Select(dimension => Weights.TryGetValue(dimension.Name, out var weight) ? dimension with { Weight = weight } : dimension)],
            Zones = [.. card.Zones.Select(zone => Zones.TryGetValue(zone.Name, out var from) ? zone with { AtLeast = from } : zone)],
            Segments = Groups is null ? card.Segments : [.. Groups.Where(group => group.Value.Count > 0).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new SegmentWeights(group.Key, group.Value))],
        };
    }

    /// <summary>What is wrong with the name of a new version; null = nothing.</summary>
    public static Sentence? NameFault(string name) => name == Documented ? Sentence.Of("The name documented is kept for the documented formula; choose another name, such as own.")
        : NameForm().IsMatch(name) ? null : (Sentence)$"The name must be 1 to 40 small letters, digits and hyphens and begin with a letter, not \"{name}\".";

    private IEnumerable<(string, Sentence)> NameFaults()
    {
        if (NameFault(Name) is { } fault)
            yield return ("name", fault);
    }

    private IEnumerable<(string, Sentence)> WeightFaults(Scorecard card)
    {
        foreach (var dimension in card.Dimensions)
        {
            if (Weights.TryGetValue(dimension.Name, out var weight) && weight is <= 0 or > MostWeight)
                yield return ($"weight_{dimension.Name}", $"The weight must be above 0 and at most {MostWeight}, not {weight}.");
        }
    }

    /// <summary>The field of a group's weight.</summary>
    public static string FieldOf(string group, string dimension) => $"group_{group}_{dimension}";

    private IEnumerable<(string, Sentence)> GroupFaults(Scorecard card)
    {
        foreach (var (group, weights) in Groups ?? new Dictionary<string, IReadOnlyDictionary<string, decimal>>())
        {
            foreach (var (dimension, weight) in weights)
            {
                if (weight is < 0 or > MostWeight)
                    yield return (FieldOf(group, dimension), $"The weight must be 0 to {MostWeight}, not {weight}.");
            }
            if (card.Dimensions.All(one => weights.TryGetValue(one.Name, out var weight) && weight == 0))
                yield return (FieldOf(group, card.Dimensions[0].Name), $"One of the parts must count for {group}: give it a weight above 0.");
        }
    }

    private IEnumerable<(string, Sentence)> WindowFaults(Scorecard card)
    {
        foreach (var (name, days) in Windows)
        {
            if (!CountedDays.Contains(days))
                yield return ($"window_{name}", $"Sessions are counted over {string.Join(", ", CountedDays)} days, not over {days}.");
        }
        var applied = AppliedTo(card).Inputs;
        foreach (var derived in card.Derived.Where(one => one.Kind == DerivedKind.ChangePercent))
        {
            var (of, by) = (applied.FirstOrDefault(input => input.Name == derived.Of)?.Days, applied.FirstOrDefault(input => input.Name == derived.By)?.Days);
            if (of >= by)
                yield return ($"window_{derived.Of}", $"This window is compared with the longer one of {by} days; it must be shorter, not {of} days.");
        }
    }

    private IEnumerable<(string, Sentence)> ZoneFaults(Scorecard card)
    {
        var applied = AppliedTo(card).Zones;
        for (var i = 0; i < applied.Count - 1; i++)
        {
            var (zone, from) = (applied[i].Name, applied[i].AtLeast);
            if (from is < 0 or > 100)
                yield return ($"zone_{zone}", $"A zone begins at 0 to 100 points, not at {from}.");
            else if (from <= applied[i + 1].AtLeast)
                yield return ($"zone_{zone}", $"{zone} must begin above {applied[i + 1].Name}, which begins at {applied[i + 1].AtLeast}.");
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}\\z")]
    private static partial Regex NameForm();
}
