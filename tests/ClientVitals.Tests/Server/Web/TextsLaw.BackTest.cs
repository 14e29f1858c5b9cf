using ClientVitals.CallPatterns.BackTests;
using ClientVitals.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <content>The page of the back-test: never run, at work, failed, not ended and done.</content>
public sealed partial class TextsLaw
{
    private const string BackTest = "/call-patterns/back-test";

    [Fact]
    public async Task The_back_test_says_nothing_past_its_texts()
    {
        await using var own = await OwnAsync();
        List<string> past = [.. await PastAsync(own, "owner", BackTest)];
        var now = own.Clock.GetUtcNow();
        foreach (var (state, finished, error) in new[] { ("running", "null", "null"), ("failed", $"'{now:O}'", "'Too short to back-test.'") })
        {
            await own.DoAsync($"""
                delete from back_tests;
                insert into back_tests (asked_at, asked_by, beat_at, clients_done, state, finished_at, error) values ('{now:O}', 'key:x', '{now:O}', 7, '{state}', {finished}, {error})
                """);
            past.AddRange(await PastAsync(own, "owner", BackTest + "?said=back-test-at-work"));
        }
        await own.DoAsync($"delete from back_tests; insert into back_tests (asked_at, asked_by, beat_at, clients_done) values ('{now - BacktestRun.Patience:O}', 'key:x', '{now - BacktestRun.Patience:O}', 7)");
        past.AddRange(await PastAsync(own, "owner", BackTest));
        await own.DoAsync("""
            delete from back_tests;
            with made as (
              insert into clients (firstname, lastname) select 'Tested' || n, 'Book' from generate_series(1, 16) n returning id, replace(firstname, 'Tested', '')::int as n)
            insert into call_records (client_id, started_at, status)
            select m.id, '2026-01-06 10:00Z'::timestamptz - d * interval '1 day', 'COMPLETED'
            from made m, generate_series(0, 420) d
            where (d + m.n) % (2 + m.n % 4) = 0 and (m.n <= 12 or d > 84)
            """);
        await new RebuildRollups().RunAsync(own.Vitals, now, TestContext.Current.CancellationToken);
        (await own.PostAsync("service", "/api/v1" + BackTest, new { plantings = 2, resamples = 50 })).Status.ShouldBe(200);
        past.AddRange(await PastAsync(own, "owner", BackTest));
        past.AddRange(await PastAsync(own, "owner", BackTest + "?at=0"));
        past.ShouldBeEmpty();
    }
}
