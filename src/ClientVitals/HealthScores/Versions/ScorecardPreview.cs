using ClientVitals.Database;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.Versions;

/// <summary>
/// What a scorecard would say of today's clients, beside what is said now: both from what the last scoring measured, so that they differ by their rules
/// alone. Each set of values is scored once, however many clients have it. Nothing is written.
/// </summary>
/// <param name="ScoredOn">The day whose measurements are used; null = nothing was scored yet.</param>
/// <param name="Zones">The worst first; last those whose score is unknown (zone null).</param>
/// <param name="Up">Clients who would be in a better zone.</param>
/// <param name="Down">Clients who would be in a worse one.</param>
/// <param name="Groups">The same of each of the business's own groups, the largest first; at most <see cref="MostGroups"/>.</param>
public sealed record ScorecardPreview(
    DateOnly? ScoredOn, int Clients, IReadOnlyList<ScorecardPreview.Share> Zones, decimal? AverageNow, decimal? AverageThen, int Up, int Down,
    IReadOnlyList<ScorecardPreview.GroupPreview> Groups)
{
    /// <summary>Groups shown at most.</summary>
    public const int MostGroups = 20;

    /// <summary>One zone: clients now and by the scorecard.</summary>
    public sealed record Share(string? Zone, int Now, int Then);

    /// <summary>One group of clients.</summary>
    /// <param name="Segment">The business's own word.</param>
    /// <param name="HasOwnWeights">Whether the scorecard weighs otherwise for it.</param>
    public sealed record GroupPreview(
        string Segment, bool HasOwnWeights, int Clients, IReadOnlyList<Share> Zones, decimal? AverageNow, decimal? AverageThen, int Up, int Down);

    /// <param name="ScoredBy">The group by whose weights the last scoring made the score; null = by the usual ones.</param>
    /// <param name="Segment">The client's group.</param>
    /// <param name="Inputs">What was measured, in the order of the inputs of the scorecard that was in force.</param>
    /// <param name="Last90Days">Sessions attended in 90 days, which each morning counts whatever scorecard is in force.</param>
    internal sealed record Measured(DateOnly ScoredOn, int ScorecardId, string? ScoredBy, string? Segment, string?[] Inputs, int? Last90Days, int Clients);

    private static readonly string[] Order = ["RED", "YELLOW", "GREEN", "PURPLE"];

    /// <exception cref="PlainError">The scorecard asks for something that the last scoring did not measure.</exception>
    public static async Task<ScorecardPreview> OfAsync(NpgsqlConnection db, Scorecard card, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(card);
        var rows = (await db.QueryAsync<Measured>(new CommandDefinition(Sql.Of<ScorecardPreview>("Measured"), cancellationToken: ct))).AsList();
        var kept = (await db.QueryAsync<Runs.ScorecardInForce.Kept>(new CommandDefinition(
            Sql.Of<ScorecardPreview>("Cards"), new { ids = rows.Select(row => row.ScorecardId).Distinct().ToArray() }, cancellationToken: ct))).ToDictionary(one => one.Id, one => ScorecardJson.Read(one.Definition));
        var sides = kept.ToDictionary(one => one.Key, one => (Card: one.Value, Now: new ScoreClients(one.Value)));
        var (then, sum, groups) = (new ScoreClients(card), new Sums(), new Dictionary<string, Sums>());
        foreach (var row in rows)
        {
            var side = sides[row.ScorecardId];
            var values = Array.ConvertAll(row.Inputs, text => text is null ? (decimal?)null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
            var before = side.Now.Of([.. values.Select(value => new InputValue(value))], row.ScoredBy);
            var after = then.Of([.. card.Inputs.Select(input => new InputValue(Value(input, side.Card, values, row.Last90Days)))], row.Segment);
            sum.Add(before, after, row.Clients);
            if (row.Segment is { } segment)
            {
                if (!groups.TryGetValue(segment, out var group))
                    groups[segment] = group = new();
                group.Add(before, after, row.Clients);
            }
        }
        var large = groups.OrderByDescending(one => one.Value.Clients).ThenBy(one => one.Key, StringComparer.Ordinal).Take(MostGroups);
        return sum.Preview(rows is [var first, ..] ? first.ScoredOn : null,
            [.. large.Select(one => one.Value.OfGroup(one.Key, card.Segments.Any(named => named.Segment == one.Key)))]);
    }

    private static decimal? Value(ScorecardInput input, Scorecard measured, decimal?[] values, int? last90)
    {
        for (var place = 0; place < measured.Inputs.Count; place++)
        {
            if (measured.Inputs[place] with { Name = input.Name } == input)
                return values[place];
        }
        if (input is { Source: "sessions", Measure: "attended", Days: 90, DaysBefore: 0 })
        {
            // Who was asked about and has none has 0; of the others nothing is known.
            var isKnown = measured.Inputs.Select((one, place) => one is { Source: "sessions", Measure: "attended" } && values[place] is not null).Contains(true);
            return isKnown ? last90 ?? 0 : null;
        }
        throw new PlainError($"The last scoring did not measure \"{input.Name}\" ({input.Measure}{(input.Days is { } days ? $", {days} days" : "")}), so this scorecard cannot be previewed before it is switched on.");
    }

    private sealed class Sums
    {
        private readonly Dictionary<string, (int Now, int Then)> _zones = [];
        private int _clients, _up, _down, _scoredNow, _scoredThen;
        private decimal _sumNow, _sumThen;

        public void Add(HealthScore now, HealthScore then, int clients)
        {
            _clients += clients;
            Count(now.Zone, clients, 0);
            Count(then.Zone, 0, clients);
            (_scoredNow, _sumNow) = now.Score is { } score ? (_scoredNow + clients, _sumNow + score * clients) : (_scoredNow, _sumNow);
            (_scoredThen, _sumThen) = then.Score is { } other ? (_scoredThen + clients, _sumThen + other * clients) : (_scoredThen, _sumThen);
            if (now.Zone is null || then.Zone is null)
                return;
            var step = Array.IndexOf(Order, then.Zone) - Array.IndexOf(Order, now.Zone);
            _up += step > 0 ? clients : 0;
            _down += step < 0 ? clients : 0;
        }

        public int Clients => _clients;

        public ScorecardPreview Preview(DateOnly? on, IReadOnlyList<GroupPreview> groups) => new(
            on, _clients, Shares, Average(_sumNow, _scoredNow), Average(_sumThen, _scoredThen), _up, _down, groups);

        public GroupPreview OfGroup(string segment, bool hasOwnWeights) => new(
            segment, hasOwnWeights, _clients, Shares, Average(_sumNow, _scoredNow), Average(_sumThen, _scoredThen), _up, _down);

        private IReadOnlyList<Share> Shares => [.. Order.Append("").Select(zone => new Share(zone.Length == 0 ? null : zone, _zones.GetValueOrDefault(zone).Now, _zones.GetValueOrDefault(zone).Then))];

        private void Count(string? zone, int now, int then)
        {
            var (before, after) = _zones.GetValueOrDefault(zone ?? "");
            _zones[zone ?? ""] = (before + now, after + then);
        }

        private static decimal? Average(decimal sum, int clients) => clients == 0 ? null : Math.Round(sum / clients, 1, MidpointRounding.AwayFromZero);
    }
}
