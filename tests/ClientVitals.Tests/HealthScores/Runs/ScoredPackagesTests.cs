using ClientVitals.HealthScores.Runs;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Packages;
using ClientVitals.Tests.Sessions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Runs;

/// <summary>Packages in the score: what is left and bought as it was known then; a client without a package is scored by the rest.</summary>
public sealed class ScoredPackagesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Packages = "Email,Package id,Bought on,Expires on,Sessions bought,Price,Currency\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await SessionBook.ClearAsync(database);
        await database.DoAsync("delete from client_health_history; delete from client_zone_changes; update settings set business_zone = 'Asia/Dubai'");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<ScoringDone> ScoreAsync(DateTimeOffset now, DateTimeOffset? asOf = null) => new ScoreHealth(asOf).RunAsync(database.Vitals, now, "person", null, Cancel);

    private Task<List<string>> HubAsync() => Asked.RowsAsync<string>(database, """
        select concat_ws(' ', split_part(email, '@', 1), coalesce(health_score::float8::text, '-'), coalesce(health_zone, '-'), coalesce(package_health_score::float8::text, '-'), coalesce(predictive_risk_score::float8::text, '-'), coalesce(risk_category, '-'),
          coalesce(outstanding_sessions::text, '-'), coalesce(sessions_purchased::text, '-'), coalesce(days_until_renewal::text, '-'), coalesce(package_value_aed::text, '-'))
        from client_health_scores order by email
        """);

    /// <summary>Three sessions in 7 days, twelve in 30, the last one today.</summary>
    private static string Twelve(string client) => "Client email,Session id,Starts at,Status\n" + string.Concat(
        new[] { 0, 2, 5, 8, 10, 12, 15, 17, 19, 22, 24, 26 }.Select(days => $"{client}@example.com,{client}{days},{SessionBook.Now.AddDays(-days):yyyy-MM-dd} 10:00,Attended\n"));

    [Fact]
    public async Task The_documented_example_three_and_twelve_sessions_and_half_of_the_package_left_is_86()
    {
        var at = SessionBook.Now;
        await SessionBook.ImportAsync(database, Twelve("a"));
        await PackageBook.ImportAsync(database, Packages + "a@example.com,p1,2025-11-01,2026-02-01,24,2400,AED\nb@example.com,p2,2025-11-01,,12,100,USD\n", now: at);
        await ScoreAsync(at);
        var hub = await HubAsync();
        hub[0].ShouldBe("a 86 PURPLE 90 30 LOW 12 24 62 2400.00");
        // Never there in a book of sessions: the whole package is left, and its value is no dirham.
        hub[1].ShouldContain(" 12 12 - -");
        (await Asked.OneAsync<decimal>(database, "select confidence from client_health_history join client_health_scores using (client_id) where email = 'a@example.com'")).ShouldBe(1m);
        (await Asked.RowsAsync<long>(database, "select count(*) from client_health_history where (select sum(c) from unnest(contributions) c) is distinct from score")).ShouldBe([0]);
        // The same day again, after late news, changes no row.
        await PackageBook.ImportAsync(database, Packages + "a@example.com,p1,2025-11-01,2026-02-01,48,2400,AED\n", now: at.AddDays(1));
        (await ScoreAsync(at.AddDays(1), asOf: at)).Written.ShouldBe(0);
        await ScoreAsync(at.AddDays(1));
        (await HubAsync())[0].ShouldEndWith(" 36 48 61 2400.00");
    }
}
