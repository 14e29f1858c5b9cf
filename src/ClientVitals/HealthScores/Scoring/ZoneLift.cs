using ClientVitals.HealthScores.Scorecards;

namespace ClientVitals.HealthScores.Scoring;

/// <summary>The smallest use of one lever that brings a client into a better zone, everything else as it is.</summary>
/// <param name="Lever">Its name in the scorecard: "sessions_attended".</param>
/// <param name="Units">How many: the fewest that do.</param>
/// <param name="Score">The score then.</param>
/// <param name="Zone">The zone then.</param>
public sealed record ZoneLift(string Lever, int Units, decimal Score, string Zone)
{
    /// <summary>One line for each lever that can do it, the fewest units first. Empty in the best zone, and without a score.</summary>
    public static IReadOnlyList<ZoneLift> Of(ScoreClients scoring, Scorecard card, ReadOnlySpan<InputValue> inputs, string? segment = null)
    {
        ArgumentNullException.ThrowIfNull(scoring);
        ArgumentNullException.ThrowIfNull(card);
        if (scoring.Of(inputs, segment) is not { Zone: { } zone } || zone == card.Zones[0].Name)
            return [];
        var lifts = new List<ZoneLift>();
        Span<InputValue> changed = stackalloc InputValue[inputs.Length];
        foreach (var lever in card.Levers)
        {
            for (var units = 1; units <= lever.Most; units++)
            {
                inputs.CopyTo(changed);
                if (!Use(lever, units, card, changed))
                    break;
                var then = scoring.Of(changed, segment);
                if (then.Score is not { } score || !IsBetter(card, then.Zone!, zone))
                    continue;
                lifts.Add(new(lever.Name, units, score, then.Zone!));
                break;
            }
        }
        return [.. lifts.OrderBy(lift => lift.Units)];
    }

    /// <summary>False where there is nothing left to take from: a session that is not in the package cannot be attended.</summary>
    private static bool Use(ScorecardLever lever, int units, Scorecard card, Span<InputValue> inputs)
    {
        foreach (var change in lever.Changes)
        {
            for (var place = 0; place < inputs.Length; place++)
            {
                if (card.Inputs[place].Name != change.Input)
                    continue;
                if (change.Set is { } set)
                    inputs[place] = new(set);
                else if (inputs[place].Value is { } value)
                    inputs[place] = new(value + units * change.Add);
                if (inputs[place].Value < 0)
                    return false;
            }
        }
        return true;
    }

    private static bool IsBetter(Scorecard card, string zone, string than)
    {
        foreach (var one in card.Zones)
        {
            if (one.Name == than)
                return false;
            if (one.Name == zone)
                return true;
        }
        return false;
    }
}
