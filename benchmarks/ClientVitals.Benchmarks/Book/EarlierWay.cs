using System.Diagnostics;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Benchmarks.Book;

/// <summary>The earlier way, for comparison: three round trips a client (count, insert history, update the hub).</summary>
internal static class EarlierWay
{
    /// <summary>Seconds for so many clients, each statement by itself. Leaves no history behind.</summary>
    public static async Task<double> RunAsync(VitalsDatabase database, DateTimeOffset asOf, int clients)
    {
        await using var db = await database.OpenAdminAsync();
        var (count, history, hub) = (await TextAsync("Count"), await TextAsync("History"), await TextAsync("Hub"));
        var emails = (await db.QueryAsync<string>(await TextAsync("Clients"), new { clients })).AsList();
        var clock = Stopwatch.StartNew();
        foreach (var email in emails)
        {
            var counted = await db.QuerySingleAsync<(long Month, long Week)>(count, new { email, as_of = asOf });
            await db.ExecuteAsync(history, new { email, week = (int)counted.Week, usual = counted.Month / 4.3m });
            await db.ExecuteAsync(hub, new { email, week = (int)counted.Week });
        }
        var took = clock.Elapsed.TotalSeconds;
        await db.ExecuteAsync(await TextAsync("Undo"));
        return took;
    }

    private static Task<string> TextAsync(string step) => BookBenchmark.TextAsync($"EarlierWay.{step}.sql");
}
