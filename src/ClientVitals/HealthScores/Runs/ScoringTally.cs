using ClientVitals.HealthScores.Scoring;

namespace ClientVitals.HealthScores.Runs;

/// <summary>Counts scores while they are made.</summary>
internal sealed class ScoringTally
{
    private readonly Dictionary<string, int> _zones = [], _unknown = [];
    private decimal _sum;

    public int Clients { get; private set; }

    public int Scored { get; private set; }

    public int Critical { get; private set; }

    public decimal? Average => Scored == 0 ? null : Math.Round(_sum / Scored, 2, MidpointRounding.AwayFromZero);

    public IReadOnlyList<UnknownCount> WhyUnknown => [.. _unknown.OrderByDescending(one => one.Value).Select(one => new UnknownCount(one.Key, one.Value))];

    public int Of(string zone) => _zones.GetValueOrDefault(zone);

    public void Add(HealthScore score)
    {
        Clients++;
        Critical += score.Priority == "CRITICAL" ? 1 : 0;
        if (score is not { Score: { } points, Zone: { } zone })
        {
            _unknown[score.Why!] = _unknown.GetValueOrDefault(score.Why!) + 1;
            return;
        }
        Scored++;
        _sum += points;
        _zones[zone] = Of(zone) + 1;
    }
}
