using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Overrides;
using ClientVitals.HealthScores.Runs;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sessions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Overrides;

/// <summary>A zone set by hand: it decides the list and no statistic, the latest holds, it ends with its last day and can be taken back.</summary>
public sealed class OverrideHealthTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Names = "Client email,Session id,Starts at,Status\n";

    private static readonly DatabaseIdentity Owner = new("authenticated", """{"app_role": "owner"}""");

    private static readonly DateOnly Today = new(2025, 12, 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Anna is GREEN, Berta RED.</summary>
    public async ValueTask InitializeAsync()
    {
        await SessionBook.ClearAsync(database);
        await database.DoAsync("update settings set business_zone = 'Asia/Dubai'; delete from risk_fits; delete from job_runs; delete from audit_log");
        await SessionBook.ImportAsync(database, Names + Sessions("anna", 0, 2, 5, 8, 10, 12, 15, 17, 19, 22, 24, 26) + Sessions("berta", 40));
        await ScoreAsync(SessionBook.Now);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Sessions(string client, params int[] daysBefore) => string.Concat(
        daysBefore.Select(days => $"{client}@example.com,{client}-{days},{SessionBook.Now.AddDays(-days):yyyy-MM-dd} 10:00,Attended\n"));

    private Task<ScoringDone> ScoreAsync(DateTimeOffset now) => new ScoreHealth().RunAsync(database.Vitals, now, "person", null, Cancel);

    private Task<Guid> IdAsync(string client) => Asked.OneAsync<Guid>(database, $"select client_id from client_emails where email = '{client}@example.com'");

    private async Task<OverrideHealth.Done> SetAsync(string client, string? zone, DateOnly until, string why = "Moves house", decimal? score = null, DateTimeOffset? now = null) =>
        await new OverrideHealth(await IdAsync(client), zone, score, until, why).RunAsync(database.Vitals, now ?? SessionBook.Now, Cancel);

    private async Task<List<string>> ListAsync(string? zone, DateOnly? today = null, bool byHand = false) =>
        [.. (await ScoredClients.ReadAsync(database.Vitals, Owner, new(today ?? Today, zone, ByHand: byHand), 50, null, Cancel)).Items.Select(row => row.ClientName.Split('@')[0])];

    private Task<int> CountAsync(string? zone, DateOnly? today = null, bool byHand = false) => ScoredClients.CountAsync(database.Vitals, Owner, new(today ?? Today, zone, ByHand: byHand), Cancel);

    private async Task<string> HoldsAsync(string client, DateOnly? on = null)
    {
        await using var db = await database.Vitals.OpenAsync(Cancel);
        return await HealthOverrides.OfAsync(db, await IdAsync(client), on ?? Today, Cancel) is { } set ? $"{set.Zone} {set.Reason}" : "none";
    }

    [Fact]
    public async Task It_decides_how_a_client_is_listed_and_no_statistic_until_its_last_day()
    {
        var before = await BookHealth.ReadAsync(database.Vitals, Owner, Cancel);
        (await ListAsync("GREEN")).ShouldBe(["anna"]);
        (await SetAsync("anna", null, Today.AddDays(7), score: 12.5m)).Zone.ShouldBe("RED");
        (await ListAsync("RED")).ShouldBe(["anna", "berta"], "12.5 goes before Berta's computed score");
        (await ListAsync("GREEN")).ShouldBeEmpty();
        (await ListAsync(null, byHand: true)).ShouldBe(["anna"]);
        (await CountAsync("RED"), await CountAsync("GREEN"), await CountAsync(null, byHand: true)).ShouldBe((2, 0, 1));
        var row = (await ScoredClients.ReadAsync(database.Vitals, Owner, new(Today), 50, null, Cancel)).Items[0];
        (row.Score, row.Zone, row.ListedZone, row.SetScore, row.SetUntil, row.SetBy, row.SetReason).ShouldBe((84m, "GREEN", "RED", 12.5m, Today.AddDays(7), "test", "Moves house"));

        // What is counted is what is computed, also by the next scoring, which goes on beside it.
        (await BookHealth.ReadAsync(database.Vitals, Owner, Cancel)).ShouldBe(before);
        (await Asked.RowsAsync<string>(database, "select health_zone || ' ' || count from get_zone_distribution(null)")).ShouldBe(["GREEN 1", "RED 1"]);
        await ScoreAsync(SessionBook.Now.AddDays(1));
        (await Asked.OneAsync<string>(database, "select health_zone from client_health_scores where email = 'anna@example.com'")).ShouldBe("GREEN");
        (await HealthOverrides.CountAsync(database.Vitals, Owner, Today.AddDays(7), Cancel)).ShouldBe(1);

        // The day after its last one nothing has to end it.
        (await ListAsync("RED", Today.AddDays(7))).ShouldContain("anna");
        (await ListAsync("RED", Today.AddDays(8))).ShouldBe(["berta"]);
        (await HealthOverrides.ReadAsync(database.Vitals, Owner, Today.AddDays(8), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_latest_holds_and_what_is_taken_back_gives_way_to_the_one_before()
    {
        var anna = await IdAsync("anna");
        await SetAsync("anna", "YELLOW", Today.AddDays(30), "First");
        (await SetAsync("anna", "yellow", Today.AddDays(30), "First")).WasThere.ShouldBeTrue();
        var second = await SetAsync("anna", "PURPLE", Today.AddDays(2), "Second");
        (await HoldsAsync("anna")).ShouldBe("PURPLE Second");
        (await HoldsAsync("anna", Today.AddDays(3))).ShouldBe("none", "a later one replaces an earlier one for good");
        (await HoldsAsync("berta")).ShouldBe("none");

        (await new TakeBackOverride(await IdAsync("berta"), second.Id).RunAsync(database.Vitals, SessionBook.Now, Cancel)).ShouldBeFalse("it is another client's");
        (await new TakeBackOverride(anna, second.Id).RunAsync(database.Vitals, SessionBook.Now, Cancel)).ShouldBeTrue();
        (await new TakeBackOverride(anna, second.Id).RunAsync(database.Vitals, SessionBook.Now, Cancel)).ShouldBeFalse();
        (await HoldsAsync("anna", Today.AddDays(3))).ShouldBe("YELLOW First");
        (await Asked.RowsAsync<string>(database, "select details ->> 'did' from audit_log where action = 'clients_changed' order by id"))
            .ShouldBe(["health set by hand", "health set by hand", "health by hand taken back"]);
        var timeline = await ClientTimeline.ReadAsync(database.Vitals, Owner, anna, "health", null, 20, null, Cancel);
        timeline.Items.Select(item => (item.Kind, item.Word, item.Text, item.Who, item.Until)).ShouldBe([("health", "YELLOW", "First", "test", (DateOnly?)Today.AddDays(30))]);

        // It goes over with a merge, and does not hide a later one of the client who stays.
        await new MergeClients("berta@example.com", "anna@example.com").RunAsync(database.Vitals, SessionBook.Now, Cancel);
        (await HoldsAsync("berta")).ShouldBe("YELLOW First");
    }

    [Theory]
    [InlineData("ORANGE", null, "2025-12-08", "x", "The zone must be one of PURPLE, GREEN, YELLOW, RED, not \"ORANGE\".")]
    [InlineData(null, null, "2025-12-08", "x", "Choose a zone, or give a score from 0 to 100.")]
    [InlineData(null, 100.01, "2025-12-08", "x", "The score must be 0 to 100 with two decimals at most, not 100.01.")]
    [InlineData(null, -1.0, "2025-12-08", "x", "The score must be 0 to 100 with two decimals at most, not -1.")]
    [InlineData("RED", 82.0, "2025-12-08", "x", "A score of 82 is GREEN, not RED; leave one of the two out.")]
    [InlineData("RED", null, "2025-11-30", "x", "The last day must be today or later, not 2025-11-30.")]
    [InlineData("RED", null, "2026-03-02", "x", "The last day must be within 90 days, by 2026-03-01, not 2026-03-02.")]
    [InlineData("RED", null, "2025-12-08", "  ", "Say why: write a reason.")]
    public async Task What_cannot_be_set_is_refused_with_what_to_do(string? zone, double? score, string until, string why, string said) =>
        (await Should.ThrowAsync<PlainError>(SetAsync("anna", zone, DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), why, (decimal?)score))).Message.ShouldBe(said);

    [Fact]
    public async Task The_first_and_the_last_possible_day_are_taken_by_the_business_clock()
    {
        // 23:30 of 1 December in Dubai, and half an hour later it is the 2nd.
        var late = new DateTimeOffset(2025, 12, 1, 19, 30, 0, TimeSpan.Zero);
        await SetAsync("anna", "RED", Today, now: late);
        await SetAsync("anna", "RED", Today.AddDays(90), now: late);
        await Should.ThrowAsync<PlainError>(SetAsync("anna", "RED", Today, now: late.AddHours(1)));
    }

    [Fact]
    public async Task Who_sees_no_judgement_sets_none()
    {
        var anna = await IdAsync("anna");
        Actor As(AppRole role, string claims) => new($"user:{role}", $"{role}", role, null, new("authenticated", claims)) { WorksAs = role };
        await Should.ThrowAsync<ForbiddenException>(new OverrideHealth(anna, "RED", null, Today, "x").RunAsync(database.Vitals, SessionBook.Now, As(AppRole.Setter, """{"app_role": "setter"}"""), Cancel));
        await Should.ThrowAsync<NotFoundException>(new OverrideHealth(anna, "RED", null, Today, "x").RunAsync(database.Vitals, SessionBook.Now, As(AppRole.Coach, """{"app_role": "coach"}"""), Cancel));
        (await Asked.OneAsync<long>(database, "select count(*) from health_overrides")).ShouldBe(0);
    }
}
