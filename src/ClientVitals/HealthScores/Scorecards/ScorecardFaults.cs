namespace ClientVitals.HealthScores.Scorecards;

/// <summary>What can be wrong with a scorecard that reads as JSON.</summary>
internal static class ScorecardFaults
{
    private const int MostParts = 100, MostDecimals = 4;

    /// <summary>Throws a <see cref="PlainError"/> that names the first fault.</summary>
    public static void Check(Scorecard card)
    {
        if (Faults(card).FirstOrDefault() is { } fault)
            throw new PlainError($"Scorecard {(string.IsNullOrWhiteSpace(card.Name) ? "without a name" : card.Id)}: {fault}");
    }

    private static IEnumerable<string> Faults(Scorecard card)
    {
        if (string.IsNullOrWhiteSpace(card.Name))
            yield return "give it a name.";
        if (card.Version < 1)
            yield return $"the version must be 1 or more, not {card.Version}.";
        if (card.Decimals is < 0 or > MostDecimals)
            yield return $"decimals must be 0 to {MostDecimals}, not {card.Decimals}.";
        foreach (var fault in Names(card).Concat(Dimensions(card)).Concat(Zones(card)).Concat(Conditions(card)).Concat(Levers(card)).Concat(Segments(card)))
            yield return fault;
    }

    private static IEnumerable<string> Names(Scorecard card)
    {
        string[] names = [.. card.Inputs.Select(one => one.Name), .. card.Derived.Select(one => one.Name)];
        foreach (var twice in names.GroupBy(name => name).Where(group => group.Count() > 1))
            yield return $"\"{twice.Key}\" is the name of {twice.Count()} inputs; give each its own.";
        foreach (var reserved in names.Where(name => name is "zone" or "risk" || ScorecardDimension.Names.Contains(name)))
            yield return $"an input cannot be called \"{reserved}\"; that word means a result.";
        foreach (var input in card.Inputs.Where(one => one.Days is < 1 or > 3660 || one.DaysBefore is < 0 or > 3660))
            yield return $"the window of \"{input.Name}\" must be 1 to 3660 days long and end 0 to 3660 days ago.";
        foreach (var derived in card.Derived)
        {
            foreach (var part in new[] { derived.Of, derived.By }.Where(part => card.Inputs.All(one => one.Name != part)))
                yield return $"\"{derived.Name}\" is computed from \"{part}\", which is not an input.";
            if (derived.Factor <= 0)
                yield return $"the factor of \"{derived.Name}\" must be above 0, not {derived.Factor}.";
        }
    }

    private static IEnumerable<string> Dimensions(Scorecard card)
    {
        if (card.Dimensions.Count == 0)
            yield return "it has no dimension; name at least one.";
        foreach (var dimension in card.Dimensions)
        {
            if (!ScorecardDimension.Names.Contains(dimension.Name))
                yield return $"\"{dimension.Name}\" is not a dimension; use {string.Join(", ", ScorecardDimension.Names)}.";
            if (card.Dimensions.Count(one => one.Name == dimension.Name) > 1)
                yield return $"the dimension {dimension.Name} is there more than once.";
            if (dimension.Weight <= 0)
                yield return $"the weight of {dimension.Name} must be above 0, not {dimension.Weight}.";
            if (dimension.Parts.Count == 0)
                yield return $"{dimension.Name} has no parts, so it measures nothing.";
        }
        foreach (var part in Parts(card).Where(part => part.Rules.Count == 0))
            yield return $"the part \"{part.Name}\" has no rules.";
        foreach (var part in Parts(card).Where(part => part.Name is "base" or "limit"))
            yield return $"a part cannot be called \"{part.Name}\"; that word means what a dimension begins with, or what keeps it within 0 and 100.";
        foreach (var names in card.Dimensions.Select(one => one.Parts).Append(card.Risk?.Parts ?? []))
        {
            foreach (var twice in names.GroupBy(part => part.Name).Where(group => group.Count() > 1))
                yield return $"\"{twice.Key}\" is the name of {twice.Count()} parts; give each its own.";
        }
        if (Parts(card).Count() > MostParts)
            yield return $"it has {Parts(card).Count()} parts; at most {MostParts} are allowed.";
    }

    private static IEnumerable<string> Zones(Scorecard card)
    {
        if (card.Zones.Count == 0 || card.Zones[^1].AtLeast != 0)
            yield return "the last zone must begin at 0, so that each score has one.";
        for (var i = 1; i < card.Zones.Count; i++)
        {
            if (card.Zones[i].AtLeast >= card.Zones[i - 1].AtLeast)
                yield return $"zones go from the best to the worst: {card.Zones[i].Name} must begin below {card.Zones[i - 1].AtLeast}.";
        }
        if (card.Trend.Days < 1 || card.Trend.Points <= 0)
            yield return "a trend needs at least 1 day and more than 0 points.";
    }

    private static IEnumerable<string> Conditions(Scorecard card)
    {
        var numbers = card.Inputs.Select(one => one.Name).Concat(card.Derived.Select(one => one.Name)).ToHashSet();
        var dimensions = card.Dimensions.Select(one => one.Name).ToHashSet();
        foreach (var (where, conditions, words) in Places(card))
        {
            foreach (var one in conditions)
            {
                var given = new object?[] { one.AtLeast, one.Above, one.AtMost, one.Below, one.Is }.Count(value => value is not null);
                if (given != 1)
                    yield return $"{where}: a condition on \"{one.Input}\" needs exactly one of at_least, above, at_most, below and is; it has {given}.";
                var known = one.Is is not null
                    ? words > 0 && (one.Input == "zone" || dimensions.Contains(one.Input))
                    : numbers.Contains(one.Input) || words > 1 && one.Input == "risk";
                if (!known)
                    yield return $"{where}: \"{one.Input}\" cannot be {(one.Is is null ? "compared with a number" : "compared with a word")} here.";
            }
        }
    }

    /// <summary>Every list of conditions, where it is, and what it may ask: 0 inputs alone, 1 the zone and words too, 2 the points of risk too.</summary>
    private static IEnumerable<(string Where, IReadOnlyList<ScorecardCondition> Conditions, int Words)> Places(Scorecard card)
    {
        foreach (var dimension in card.Dimensions)
        {
            foreach (var part in dimension.Parts)
            {
                foreach (var rule in part.Rules)
                    yield return ($"{dimension.Name}, {part.Name}", rule.When, 0);
            }
        }
        foreach (var part in card.Risk?.Parts ?? [])
        {
            foreach (var rule in part.Rules)
                yield return ($"risk, {part.Name}", rule.When, 1);
        }
        foreach (var rule in card.Categories)
            yield return ($"category {rule.Word}", rule.When, 2);
        foreach (var rule in card.Priorities)
            yield return ($"priority {rule.Word}", rule.When, 2);
        yield return ("early warning", card.EarlyWarning, 2);
    }

    private static IEnumerable<string> Levers(Scorecard card)
    {
        foreach (var lever in card.Levers)
        {
            if (lever.Most is < 1 or > 100)
                yield return $"the lever \"{lever.Name}\" must be tried with 1 to 100 units at most, not {lever.Most}.";
            foreach (var change in lever.Changes)
            {
                if (card.Inputs.All(one => one.Name != change.Input))
                    yield return $"the lever \"{lever.Name}\" changes \"{change.Input}\", which is not an input.";
                if (change.Add is null == change.Set is null)
                    yield return $"the lever \"{lever.Name}\" must either add to \"{change.Input}\" or set it.";
            }
        }
    }

    private static IEnumerable<string> Segments(Scorecard card)
    {
        foreach (var segment in card.Segments)
        {
            foreach (var (name, weight) in segment.Weights)
            {
                if (card.Dimensions.All(one => one.Name != name))
                    yield return $"segment {segment.Segment} weighs \"{name}\", which is not a dimension of this scorecard.";
                if (weight < 0)
                    yield return $"segment {segment.Segment}: the weight of {name} must not be below 0.";
            }
            if (card.Dimensions.All(one => segment.Weights.TryGetValue(one.Name, out var weight) && weight == 0))
                yield return $"segment {segment.Segment} gives no dimension any weight.";
        }
    }

    private static IEnumerable<ScorecardPart> Parts(Scorecard card) => card.Dimensions.SelectMany(one => one.Parts).Concat(card.Risk?.Parts ?? []);
}
