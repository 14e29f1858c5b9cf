using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Sessions;

/// <summary>A client's attended sessions, as they were known at a moment.</summary>
/// <param name="Last7Days">With that day and the six before it; likewise the others.</param>
/// <param name="DaysSinceLast">0 = on that day; null = none is known.</param>
public sealed record SessionCount(Guid ClientId, int Last7Days, int Last30Days, int Last90Days, int? DaysSinceLast)
{
    /// <summary>
    /// The word <c>client_segment</c>: ACTIVE_CONSISTENT with 4 sessions in 30 days and one in the last 14, else ACTIVE_SPORADIC with one in 30 days, INACTIVE_RECENT in 60,
    /// INACTIVE_LONG in 90, CHURNED longer ago. Unknown of who never attended one.
    /// </summary>
    public string? Segment => DaysSinceLast switch
    {
        null => null,
        <= 14 when Last30Days >= 4 => "ACTIVE_CONSISTENT",
        < 30 => "ACTIVE_SPORADIC",
        < 60 => "INACTIVE_RECENT",
        < 90 => "INACTIVE_LONG",
        _ => "CHURNED",
    };
}

/// <summary>The counts of all clients as of a moment: what a score of that moment saw, whatever came, was corrected or was taken back since.</summary>
public static class SessionCounts
{
    /// <summary>Clients with at least one session of any status; empty also in a book without sessions.</summary>
    public static async Task<IReadOnlyList<SessionCount>> AsOfAsync(NpgsqlConnection db, BusinessZone zone, DateTimeOffset asOf, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var asked = Asked(zone, zone.DayOf(asOf));
        asked.Add("as_of", asOf.ToUniversalTime());
        return (await db.QueryAsync<SessionCount>(new CommandDefinition(Sql.Of(typeof(SessionCounts)), asked, commandTimeout: 0, cancellationToken: ct))).AsList();
    }

    /// <summary>
    /// The same of some clients, for a test on a past that may have come all at once: of sources that had told nothing by then, what they could know themselves.
    /// </summary>
    /// <param name="later">Names of the sources that told of sessions only later.</param>
    public static async Task<IReadOnlyList<SessionCount>> PastAsync(
        NpgsqlConnection db, BusinessZone zone, DateTimeOffset asOf, Guid[] clients, string[] later, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var asked = Asked(zone, zone.DayOf(asOf));
        asked.Add("as_of", asOf.ToUniversalTime());
        asked.Add("clients", clients);
        asked.Add("later", later);
        return (await db.QueryAsync<SessionCount>(new CommandDefinition(Sql.Of(typeof(SessionCounts), "Past"), asked, commandTimeout: 0, cancellationToken: ct))).AsList();
    }

    /// <summary>The same as of now: what is known now is read along the days of the windows, so that the years before cost nothing.</summary>
    public static async Task<IReadOnlyList<SessionCount>> NowAsync(NpgsqlConnection db, BusinessZone zone, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return (await db.QueryAsync<SessionCount>(new CommandDefinition(
            Sql.Of(typeof(SessionCounts), "Now"), Asked(zone, zone.DayOf(now)), commandTimeout: 0, cancellationToken: ct))).AsList();
    }

    /// <summary>Where the windows begin, the first of them with the day itself.</summary>
    internal static DynamicParameters Asked(BusinessZone zone, DateOnly today)
    {
        DateTimeOffset Begins(int days) => new(zone.UtcTicksOf(today.AddDays(days).ToDateTime(TimeOnly.MinValue).Ticks), TimeSpan.Zero);
        var asked = new DynamicParameters();
        asked.Add("from_7", Begins(-6));
        asked.Add("from_30", Begins(-29));
        asked.Add("from_90", Begins(-89));
        asked.Add("until", Begins(1));
        asked.Add("today", today);
        asked.Add("zone", zone.Id);
        return asked;
    }
}
