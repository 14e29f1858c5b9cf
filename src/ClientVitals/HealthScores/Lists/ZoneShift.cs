using System.Text.Json.Serialization;
using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;
using ClientVitals.Statistics;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.Lists;

/// <summary>
/// Whether the zones of the book shifted within a week more than chance explains: clients who have a zone on both days by the same scorecard, compared by
/// the test of marginal homogeneity (<see cref="StuartMaxwell"/>). Who leaves or comes shifts nothing.
/// </summary>
/// <param name="On">The newest day that was scored; null = never.</param>
/// <param name="ComparedWith">The last day scored at least a week and at most two before it, by the same scorecard; null = there is none.</param>
/// <param name="Clients">Clients with a zone on both days.</param>
/// <param name="Zones">How many of them were in each zone, before and after; the worst first.</param>
/// <param name="Test">Null when there are too few moves to say anything.</param>
public sealed record ZoneShift(DateOnly? On, DateOnly? ComparedWith, int Clients, IReadOnlyList<ZoneShift.Share> Zones, [property: JsonIgnore] StuartMaxwell? Test)
{
    /// <summary>Fewer clients who moved say nothing: the law of the test is one of many.</summary>
    public const int FewestMoves = 10;

    /// <summary>
    /// A book is looked at each day, and its days overlap; over a year the false findings expected are at most 365 times this, however the days hang
    /// together: one in ten years.
    /// </summary>
    public const double Level = 1.0 / 3650;

    /// <summary>A smaller shift is of no use to anybody, however certain: this share of the clients must be in other zones, net.</summary>
    public const double LeastShift = .05;

    /// <summary>One zone.</summary>
    public sealed record Share(string Zone, int Before, int After);

    internal sealed record Pair(DateOnly ScoredOn, DateOnly? ComparedWith, string? ZoneBefore, string? ZoneAfter, int Clients);

    private static readonly string[] Order = ["RED", "YELLOW", "GREEN", "PURPLE"];

    /// <summary>Clients in another zone than a week before.</summary>
    public int Moved => Test?.Moved ?? 0;

    /// <summary>The statistic, null when nothing can be said.</summary>
    public double? ChiSquared => Test?.ChiSquared;

    /// <summary>Its degrees of freedom.</summary>
    public int? Freedom => Test?.Freedom;

    /// <summary>How often chance alone shifts a book so far or farther.</summary>
    public double? P => Test?.P;

    /// <summary>The share of the clients by which the zones differ, net, 0 to 1.</summary>
    public double Shift => Clients == 0 ? 0 : Zones.Sum(zone => Math.Abs(zone.After - zone.Before)) / 2.0 / Clients;

    /// <summary>Whether it is a finding.</summary>
    public bool IsFinding => Test is { P: < Level } && Shift >= LeastShift;

    /// <summary>How it is now, as the caller sees the book.</summary>
    /// <param name="today">The business day; days after it are not looked at.</param>
    public static async Task<ZoneShift> ReadAsync(VitalsDatabase database, DatabaseIdentity who, DateOnly today, CancellationToken ct) =>
        Of(await database.AskAsync<Pair>(who, Sql.Of<ZoneShift>("Pair"), new { job = ScoreHealth.Job, today }, ct));

    /// <summary>Of the whole book, on a connection of the program.</summary>
    public static async Task<ZoneShift> ReadAsync(NpgsqlConnection db, DateOnly today, CancellationToken ct) =>
        Of((await db.QueryAsync<Pair>(new CommandDefinition(Sql.Of<ZoneShift>("Pair"), new { job = ScoreHealth.Job, today }, cancellationToken: ct))).AsList());

    /// <summary>Of a table of zones before and after, the worst zone first.</summary>
    public static ZoneShift Of(DateOnly on, DateOnly comparedWith, int[,] pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var zones = Order.Select((zone, i) => new Share(zone, Enumerable.Range(0, Order.Length).Sum(j => pairs[i, j]), Enumerable.Range(0, Order.Length).Sum(j => pairs[j, i]))).ToList();
        var test = StuartMaxwell.Of(pairs);
        return new(on, comparedWith, zones.Sum(zone => zone.Before), zones, test.Moved >= FewestMoves ? test : null);
    }

    private static ZoneShift Of(IReadOnlyList<Pair> pairs)
    {
        if (pairs is not [var first, ..] || first.ComparedWith is not { } before)
            return new(pairs is [var one, ..] ? one.ScoredOn : null, null, 0, [], null);
        var table = new int[Order.Length, Order.Length];
        foreach (var pair in pairs)
        {
            if (Array.IndexOf(Order, pair.ZoneBefore) is >= 0 and var i && Array.IndexOf(Order, pair.ZoneAfter) is >= 0 and var j)
                table[i, j] += pair.Clients;
        }
        return Of(first.ScoredOn, before, table);
    }

    /// <summary>What was found, in a sentence; null = it is no finding.</summary>
    public Sentence? Finding() => !IsFinding ? null
        : (Sentence)$"The zones shifted more than chance explains since {ComparedWith:yyyy-MM-dd}: of {Clients} clients with a score on both days, {Sentence.Join(", ", Zones.Where(zone => zone.Before != zone.After).Select(Change))}. Chance alone shifts a book so far less than once in ten years (Stuart-Maxwell test, chi-squared {ChiSquared:0.0}, {Freedom} degrees of freedom). Check whether sessions and packages arrive completely.";

    private static Sentence Change(Share zone) => $"{zone.Before} → {zone.After} {zone.Zone}";
}
