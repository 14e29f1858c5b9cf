using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Analysis;

/// <summary>
/// The state of the last analysis: never run, failed, how old, how many judged. So "nobody is out of pattern" is never
/// shown without an analysis.
/// </summary>
/// <param name="Clients">Clients that may be judged (active, not merged away).</param>
/// <param name="Judged">Of them, analysed at the last moment.</param>
/// <param name="NotEnoughHistory">Of the judged, too short a history.</param>
/// <param name="AsOf">The last moment analysed as of now; null = never.</param>
/// <param name="FailedAt">When a later run failed; null = none did.</param>
/// <param name="Error">Why.</param>
public sealed record LastAnalysis(
    int Clients, int Judged, int NotEnoughHistory, DateTimeOffset? AsOf, DateTimeOffset? FailedAt, string? Error)
{
    public static async Task<LastAnalysis> ReadAsync(NpgsqlConnection db, CancellationToken ct) =>
        await db.QuerySingleAsync<LastAnalysis>(new CommandDefinition(
            Sql.Of<LastAnalysis>(), new { job = AnalyzeCallPatterns.Job }, cancellationToken: ct));

    /// <summary>One sentence for the head of a list.</summary>
    public string Sentence(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (AsOf is not { } asOf)
        {
            return Error is null
                ? "No analysis yet; run `vitals call-patterns analyze`."
                : $"No analysis yet; the last try failed: {Error}";
        }
        var local = TimeZoneInfo.ConvertTime(asOf, zone);
        var failed = FailedAt is null ? "" : $" A later run failed: {Error}";
        var days = (int)(now - asOf).TotalDays;
        var stale = days >= 2 ? $" That is {days} days ago: run `vitals call-patterns analyze`." : "";
        var short_ = NotEnoughHistory == 0 ? "" : $", {NotEnoughHistory} of them with too little history";
        return string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"As of {local:ddd d MMM yyyy HH:mm} ({zone.Id}): {Judged} of {Clients} clients analysed{short_}.{stale}{failed}");
    }
}
