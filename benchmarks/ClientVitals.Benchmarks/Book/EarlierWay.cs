using System.Diagnostics;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Benchmarks.Book;

/// <summary>The earlier way, for comparison: three round trips a client (count, insert history, update the hub).</summary>
internal static class EarlierWay
{
    public static async Task<string> RunAsync(VitalsDatabase database, DateTimeOffset asOf, int clients)
    {
        await using var db = await database.OpenAsync();
        var emails = (await db.QueryAsync<string>("select email from client_health_scores where email is not null order by email limit @clients", new { clients })).AsList();
        var clock = Stopwatch.StartNew();
        foreach (var email in emails)
        {
            var counted = await db.QuerySingleAsync<(long Month, long Week)>(
                "select count(*), count(*) filter (where started_at >= @as_of - interval '7 days') from call_records where client_id = (select client_id from client_emails where email = @email) and started_at >= @as_of - interval '30 days'",
                new { email, as_of = asOf });
            await db.ExecuteAsync(
                "insert into call_pattern_analysis (client_email, calls_this_week, avg_calls_per_week) values (@email, @week, @usual)",
                new { email, week = (int)counted.Week, usual = counted.Month / 4.3m });
            await db.ExecuteAsync("update client_health_scores set calls_this_week = @week where email = @email", new { email, week = (int)counted.Week });
        }
        var said = FormattableString.Invariant($"the earlier way, three round trips a client: {clock.Elapsed.TotalSeconds:0.00} s for {emails.Count} clients");
        await db.ExecuteAsync("delete from call_pattern_analysis where run_id is null");
        return said;
    }
}
