using System.Text.Json.Serialization;
using ClientVitals.Database;

namespace ClientVitals.HealthScores.Lists;

/// <summary>A client in the list of scores.</summary>
/// <param name="ClientEmail">Primary e-mail, else phone.</param>
/// <param name="Score">Null = unknown, and <paramref name="WhyUnknown"/> says why.</param>
/// <param name="Trend">IMPROVING, STABLE or DECLINING against a week before; null where one of the two is unknown.</param>
/// <param name="ChurnRisk">Probability in percent of no call that counts within 30 days; null = not asked about.</param>
/// <param name="RiskPoints">Points of risk by the scorecard; no probability.</param>
/// <param name="ScoreBefore">The score of the scoring before; null = unknown, or there was none.</param>
/// <param name="BeforeOn">Its day.</param>
/// <param name="SetZone">The zone that somebody set by hand; null = nobody did.</param>
/// <param name="SetScore">The score with it; null = a zone was set and no score.</param>
/// <param name="SetUntil">The last day on which it holds.</param>
/// <param name="CalculatedAt">The moment scored.</param>
/// <param name="Place">Orders the list, ascending; then the name does.</param>
public sealed record ScoredClient(
    Guid ClientId,
    string ClientEmail,
    string ClientName,
    string? Coach,
    string? Segment,
    decimal? Score,
    string? Zone,
    string? Trend,
    decimal? ChurnRisk,
    decimal? RiskPoints,
    string? RiskCategory,
    string? Priority,
    bool EarlyWarning,
    decimal? ScoreBefore,
    string? ZoneBefore,
    DateOnly? BeforeOn,
    string? WhyUnknown,
    string? SetZone,
    decimal? SetScore,
    DateOnly? SetUntil,
    string? SetBy,
    string? SetReason,
    DateTimeOffset CalculatedAt,
    [property: JsonIgnore] decimal Place,
    [property: JsonIgnore] string OrderName)
{
    /// <summary>Against the scoring before; null where one of the two is unknown.</summary>
    public decimal? Change => Score - ScoreBefore;

    /// <summary>The zone in which they are listed: the one set by hand, else the computed one; null = unknown.</summary>
    public string? ListedZone => SetZone ?? Zone;
}

/// <summary>Clients by their score, as the caller may see them, a page at a time: one look at the book's present scores, and then at the rows of the page alone.</summary>
public static class ScoredClients
{
    /// <summary>The zone of a client whose score is unknown, as a filter.</summary>
    public const string Unknown = "UNKNOWN";

    /// <summary>So far the list is counted.</summary>
    public const int MostCounted = 10_000;

    private static readonly string[] Zones = ["RED", "YELLOW", "GREEN", "PURPLE", Unknown], Trends = ["IMPROVING", "STABLE", "DECLINING"];

    /// <summary>Which of them.</summary>
    /// <param name="Today">The business day by which somebody is a former client.</param>
    /// <param name="Zone">RED, YELLOW, GREEN, PURPLE or UNKNOWN, as they are listed: what is set by hand goes before what is computed; null = all.</param>
    /// <param name="Coach">Only this coach's book, by name.</param>
    /// <param name="Segment">Only this grouping of the business's own.</param>
    /// <param name="Trend">IMPROVING, STABLE or DECLINING.</param>
    /// <param name="Risk">Only from this probability of silence on, in percent, 0 to 100.</param>
    /// <param name="Moved">UP or DOWN: moved between zones at the last scoring.</param>
    /// <param name="ByHand">Only those whose zone is set by hand.</param>
    /// <param name="Sort">null = the lowest score first; risk = the highest risk first; name.</param>
    public sealed record Which(
        DateOnly Today, string? Zone = null, string? Coach = null, string? Segment = null, string? Trend = null, decimal? Risk = null, string? Moved = null, string? Sort = null, bool ByHand = false);

    /// <summary>One page.</summary>
    /// <exception cref="PlainError">A filter, the sort, the page or the mark cannot be.</exception>
    public static async Task<Page<ScoredClient>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, Which which, int size, string? mark, CancellationToken ct)
    {
        Check(which);
        var (sort, after) = (which.Sort ?? "score", Cursor.Read(mark, 4));
        if (after is not null && after.TextAt(0) != sort)
            throw Cursor.NoneOfOurs();
        var rows = await database.AskAsync<ScoredClient>(who, Sql.Of(typeof(ScoredClients)), new
        {
            sort,
            zone = which.Zone,
            coach = which.Coach,
            segment = which.Segment,
            trend = which.Trend,
            risk = which.Risk,
            moved = which.Moved,
            by_hand = which.ByHand,
            today = which.Today,
            after_place = after?.NumberAt(1),
            after_name = after?.TextAt(2),
            after_client = after?.IdAt(3),
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [sort, row.Place, row.OrderName, row.ClientId]);
    }

    /// <summary>How many there are, counted no further than <see cref="MostCounted"/>.</summary>
    public static async Task<int> CountAsync(VitalsDatabase database, DatabaseIdentity who, Which which, CancellationToken ct)
    {
        Check(which);
        return (await database.AskAsync<int>(who, Sql.Of(typeof(ScoredClients), "Count"), new
        {
            zone = which.Zone,
            coach = which.Coach,
            segment = which.Segment,
            trend = which.Trend,
            risk = which.Risk,
            moved = which.Moved,
            by_hand = which.ByHand,
            today = which.Today,
            most = MostCounted,
        }, ct))[0];
    }

    private static void Check(Which which)
    {
        ArgumentNullException.ThrowIfNull(which);
        if (which.Zone is { } zone && !Zones.Contains(zone))
            throw new PlainError($"The zone must be one of {string.Join(", ", Zones)}, not \"{zone}\".");
        if (which.Trend is { } trend && !Trends.Contains(trend))
            throw new PlainError($"The trend must be one of {string.Join(", ", Trends)}, not \"{trend}\".");
        if (which.Moved is not (null or ZoneMoves.Up or ZoneMoves.Down))
            throw new PlainError($"Moved must be UP or DOWN, not \"{which.Moved}\".");
        if (which.Risk is < 0 or > 100)
            throw new PlainError($"The risk must be 0 to 100 percent, not {which.Risk}.");
        if (which.Sort is not (null or "risk" or "name"))
            throw new PlainError($"The sort must be risk or name, or be left out for the lowest score first; it is \"{which.Sort}\".");
    }
}
