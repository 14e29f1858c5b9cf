using System.Globalization;
using ClientVitals.HealthScores.Runs;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.HealthScores.Scorecards;
using ClientVitals.Tests.Sessions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Runs;

/// <summary>Each way in which the earlier system's scoring was wrong beside its formula (of which <see cref="DocumentedScorecardTests"/> tells): now it is not.</summary>
public sealed class EarlierBugsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Names = "Client email,Session id,Starts at,Status\n";

    public async ValueTask InitializeAsync()
    {
        await SessionBook.ClearAsync(database);
        await database.DoAsync("update settings set business_zone = 'Asia/Dubai'; delete from risk_fits");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<ScoringDone> ScoreAsync(DateTimeOffset now) => new ScoreHealth().RunAsync(database.Vitals, now, "person", null, TestContext.Current.CancellationToken);

    private static string Attended(string client, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{client}@example.com,{client},{at:yyyy-MM-ddTHH:mm:ssZ},Attended\n");

    [Fact]
    public async Task Old_data_are_not_stamped_as_today_s()
    {
        await SessionBook.ImportAsync(database, Names + Attended("a", SessionBook.Now.AddDays(-1)));
        (await ScoreAsync(SessionBook.Now)).Scored.ShouldBe(1);
        (await ScoreAsync(SessionBook.Now.AddDays(20))).Scored.ShouldBe(0);
        (await Asked.OneAsync<long>(database, "select count(*) from client_health_scores where health_score is not null")).ShouldBe(0, "three weeks without a word of the sessions are no score of today");
    }

    [Fact]
    public async Task Of_two_that_score_at_once_one_writes()
    {
        await SessionBook.ImportAsync(database, Names + Attended("a", SessionBook.Now.AddDays(-1)) + Attended("b", SessionBook.Now.AddDays(-20)));
        var both = new[] { ScoreAsync(SessionBook.Now), ScoreAsync(SessionBook.Now) };
        var refused = 0;
        foreach (var one in both)
        {
            try
            {
                (await one).Scored.ShouldBe(2);
            }
            catch (PlainError)
            {
                refused++;
            }
        }
        refused.ShouldBeLessThan(2);
        (await Asked.RowsAsync<string>(database, "select distinct count(*) over () || ' ' || calculation_version from client_health_scores")).ShouldBe(["2 documented-v1"]);
        (await Asked.OneAsync<long>(database, "select count(*) from client_health_history")).ShouldBe(2, "one score a client and day");
    }

    [Fact]
    public async Task The_1001st_client_is_scored_too()
    {
        await SessionBook.ImportAsync(database, Names + string.Concat(Enumerable.Range(1, 1001).Select(client => Attended($"c{client}", SessionBook.Now.AddDays(-client % 60)))));
        (await ScoreAsync(SessionBook.Now)).Scored.ShouldBe(1001, "one answer of the earlier interface had 1,000 rows at most");
        (await Asked.OneAsync<long>(database, "select count(*) from client_health_scores where health_score is not null")).ShouldBe(1001);
    }

    [Fact]
    public async Task A_day_is_a_day_of_the_business()
    {
        // Half past two in the night of the 2nd in Dubai, late on the 1st by UTC: a session of the day before is yesterday's.
        var night = new DateTimeOffset(2025, 12, 1, 22, 30, 0, TimeSpan.Zero);
        await SessionBook.ImportAsync(database, Names + Attended("a", night.AddHours(-8)), now: night);
        await ScoreAsync(night);
        (await Asked.OneAsync<string>(database, "select scored_on || ' ' || (inputs[3])::int from client_health_history")).ShouldBe("2025-12-02 1");
    }

    [Fact]
    public async Task Who_never_bought_or_booked_has_no_score()
    {
        await database.DoAsync("insert into clients (firstname) values ('Prospect'); insert into client_health_scores (email, client_id) select 'prospect@example.com', id from clients");
        await SessionBook.ImportAsync(database, Names + Attended("a", SessionBook.Now.AddDays(-1)));
        var done = await ScoreAsync(SessionBook.Now);
        (done.Clients, done.Scored, done.Red).ShouldBe((2, 1, 0));
        (await Asked.OneAsync<string>(database, "select coalesce(health_zone, 'unknown') from client_health_scores where email = 'prospect@example.com'")).ShouldBe("unknown");
        new EarlierFormula(null, null, null, null, null).Priority.ShouldBe("CRITICAL", "the earlier one put them first on the list");
    }
}
