using ClientVitals.Statistics;

namespace ClientVitals.HealthScores.Scoring;

/// <summary>Why one line of a change is there.</summary>
public enum ChangeKind
{
    /// <summary>The part gives more or fewer points than before.</summary>
    Points,
    /// <summary>The dimension counts more or less than before, because another became known or unknown, or the segment changed.</summary>
    Weight,
    /// <summary>The dimension was unknown and is known now.</summary>
    Known,
    /// <summary>The dimension was known and is unknown now.</summary>
    Unknown,
    /// <summary>Another scorecard, or another version of it, made the score.</summary>
    Scorecard,
}

/// <summary>What a part has to do with the difference between two scores.</summary>
/// <param name="Exact">Unrounded.</param>
/// <param name="Shown">Rounded so that all lines of a change add up to it.</param>
public readonly record struct ChangeLine(string Dimension, string Part, ChangeKind Kind, decimal Exact, decimal Shown);

/// <summary>
/// The difference between two scores of a client, part by part, exactly. Where points p and share s both changed, Δ(s·p) = mean s · Δp + mean p · Δs: the
/// only split of a product that treats both alike (Shapley 1953).
/// </summary>
/// <param name="Change">The later score minus the earlier.</param>
/// <param name="Lines">Lines of nothing are left out; what is shown adds up to <paramref name="Change"/>.</param>
public sealed record ScoreChange(decimal Change, IReadOnlyList<ChangeLine> Lines)
{
    /// <summary>Null when one of the scores is unknown: then there is no difference.</summary>
    public static ScoreChange? Between(HealthScore before, HealthScore after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Score is not { } earlier || after.Score is not { } later)
            return null;
        var change = later - earlier;
        if (before.Scorecard != after.Scorecard)
            return new ScoreChange(change, [new("", "", ChangeKind.Scorecard, change, change)]);
        var lines = LinesOf(before, after).ToArray();
        decimal[] exact = [.. lines.Select(line => line.Exact)];
        var shown = LargestRemainder.Allot(exact, change, Decimals(before, after));
        return new ScoreChange(change, [.. lines.Select((line, place) => line with { Shown = shown[place] }).Where(line => line is not { Exact: 0, Shown: 0 })]);
    }

    private static IEnumerable<ChangeLine> LinesOf(HealthScore before, HealthScore after)
    {
        foreach (var dimension in before.Dimensions.Zip(after.Dimensions))
        {
            var name = dimension.First.Name;
            var (was, now) = (dimension.First.Share, dimension.Second.Share);
            var kind = (dimension.First.Value, dimension.Second.Value) switch
            {
                (null, not null) => ChangeKind.Known,
                (not null, null) => ChangeKind.Unknown,
                _ => ChangeKind.Points,
            };
            foreach (var part in PartsOf(before, after, name))
            {
                var (old, fresh) = (Find(before, name, part), Find(after, name, part));
                if (kind != ChangeKind.Points)
                {
                    yield return new(name, part, kind, (fresh?.Exact ?? 0) - (old?.Exact ?? 0), 0);
                    continue;
                }
                var (from, to) = (old?.Points ?? 0, fresh?.Points ?? 0);
                yield return new(name, part, ChangeKind.Points, (was + now) * (to - from) / 2, 0);
                yield return new(name, part, ChangeKind.Weight, (from + to) * (now - was) / 2, 0);
            }
        }
    }

    private static IEnumerable<string> PartsOf(HealthScore before, HealthScore after, string dimension) =>
        before.Contributions.Concat(after.Contributions).Where(one => one.Dimension == dimension).Select(one => one.Part).Distinct();

    private static Contribution? Find(HealthScore score, string dimension, string part)
    {
        foreach (var one in score.Contributions)
        {
            if (one.Dimension == dimension && one.Part == part)
                return one;
        }
        return null;
    }

    /// <summary>Digits after the point of the two scores: a scorecard rounds both alike.</summary>
    private static int Decimals(HealthScore before, HealthScore after) => Math.Max(before.Score!.Value.Scale, after.Score!.Value.Scale);
}
