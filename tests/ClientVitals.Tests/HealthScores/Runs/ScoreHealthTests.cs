using ClientVitals.Database;
using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Runs;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.Sessions;
using ClientVitals.Sources.Facts;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sessions;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Runs;

/// <summary>The daily scoring: what it writes, what it leaves unknown, and that a past day asked again gives what was written then.</summary>
public sealed class ScoreHealthTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Names = "Client email,Session id,Starts at,Status\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await SessionBook.ClearAsync(database);
        await database.DoAsync("update settings set business_zone = 'Asia/Dubai'; delete from risk_fits");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<ScoringDone> ScoreAsync(DateTimeOffset now, DateTimeOffset? asOf = null) => new ScoreHealth(asOf).RunAsync(database.Vitals, now, "person", null, Cancel);

    private Task<List<string>> HubAsync() => Asked.RowsAsync<string>(database, """
        select concat_ws(' ', split_part(email, '@', 1), coalesce(health_score::float8::text, '-'), coalesce(health_zone, '-'), coalesce(engagement_score::float8::text, '-'),
          coalesce(package_health_score::float8::text, '-'), coalesce(momentum_score::float8::text, '-'), coalesce(relationship_score::text, '-'), coalesce(calculation_version, '-'))
        from client_health_scores order by email
        """);

    /// <summary>Three sessions in 7 days, twelve in 30, the last one today.</summary>
    private static string Twelve(string client) => string.Concat(
        new[] { 0, 2, 5, 8, 10, 12, 15, 17, 19, 22, 24, 26 }.Select(days => $"{client}@example.com,{client}{days},{SessionBook.Now.AddDays(-days):yyyy-MM-dd} 10:00,Attended\n"));

    [Fact]
    public async Task Who_trained_today_is_well_and_what_nobody_knows_is_left_out_with_its_weight()
    {
        await SessionBook.ImportAsync(database, Names + Twelve("a") + $"b@example.com,b1,{SessionBook.Now.AddDays(-40):yyyy-MM-dd} 10:00,Attended\nc@example.com,c1,{SessionBook.Now.AddDays(3):yyyy-MM-dd} 10:00,Booked\n");
        var done = await ScoreAsync(SessionBook.Now);
        // .40 and .30 of the weight are known: (.40 · 95 + .30 · 70) / .70 = 84.3; the package is unknown, and so is who never came.
        (await HubAsync()).ShouldBe(["a 84 GREEN 95 - 70 - documented-v1", "b 24 RED 20 - 30 - documented-v1", "c 30 RED - - 30 - documented-v1"]);
        (done.Clients, done.Scored, done.Green, done.Red, done.AverageScore).ShouldBe((3, 3, 1, 2, 46m));
        (await Asked.OneAsync<decimal>(database, "select confidence from client_health_history join client_health_scores using (client_id) where email = 'a@example.com'")).ShouldBe(.7m);
        (await Asked.RowsAsync<long>(database, "select count(*) from client_health_history where (select sum(c) from unnest(contributions) c) is distinct from score")).ShouldBe([0]);
    }

    [Fact]
    public async Task Sessions_that_nobody_told_of_for_long_make_no_score_and_calls_alone_none_either()
    {
        await database.DoAsync("insert into clients (firstname) values ('Leila'); insert into client_health_scores (email, client_id) select 'leila@example.com', id from clients");
        var nothing = await ScoreAsync(SessionBook.Now);
        (nothing.Scored, nothing.WhyUnknown.Single().Why).ShouldBe((0, "Nothing that the scorecard measures is known of this client."));
        await SessionBook.ImportAsync(database, Names + Twelve("a"));
        (await ScoreAsync(SessionBook.Now.AddDays(7))).Scored.ShouldBe(1);
        var stale = await ScoreAsync(SessionBook.Now.AddDays(9));
        (stale.Scored, stale.WhyUnknown.Single()).ShouldBe((0, new UnknownCount("The data of sessions are too old to say how things are now.", 2)));
        (await HubAsync())[0].ShouldBe("a - - - - - - documented-v1");
    }

    [Fact]
    public async Task A_move_between_zones_is_written_once_and_the_same_moment_again_changes_nothing()
    {
        await SessionBook.ImportAsync(database, Names + Twelve("a"));
        (await ScoreAsync(SessionBook.Now)).Moved.ShouldBe(0);
        await SessionBook.ImportAsync(database, Names + $"b@example.com,b1,{SessionBook.Now:yyyy-MM-dd} 10:00,Attended\n", now: SessionBook.Now.AddDays(6));
        var later = SessionBook.Now.AddDays(7);
        (await ScoreAsync(later)).Moved.ShouldBe(1);
        (await ScoreAsync(later)).Moved.ShouldBe(1);
        (await Asked.RowsAsync<string>(database, "select zone_before || ' ' || zone_after || ' ' || changed_on || ' ' || scored_before from client_zone_changes")).ShouldBe(["GREEN RED 2025-12-08 2025-12-01"]);
        (await ScoreAsync(later, asOf: later)).Written.ShouldBe(0);
        (await Asked.OneAsync<string>(database, "select health_trend from client_health_scores where email = 'a@example.com'")).ShouldBe("DECLINING");
    }

    [Fact]
    public async Task Part_by_part_gives_what_all_at_once_gives_also_over_one_connection()
    {
        await SessionBook.ImportAsync(database, Names + string.Concat("abcdefgh".Select(client => Twelve(client.ToString()))));
        await ScoreAsync(SessionBook.Now);
        var later = SessionBook.Now.AddDays(5);
        await SessionBook.ImportAsync(database, Names + $"i@example.com,i1,{later:yyyy-MM-dd} 10:00,Attended\nb@example.com,b0,{later:yyyy-MM-dd} 10:00,Attended\n", now: later);
        var whole = await ScoreAsync(later);
        whole.Moved.ShouldBeGreaterThan(0);
        var (hub, history, moves) = (await HubAsync(), await HistoryAsync(), await MovesAsync());

        // As if that day had not been scored.
        Task ForgetAsync() => database.DoAsync($"delete from client_health_history where scored_on = '{later:yyyy-MM-dd}'; delete from client_zone_changes where changed_on = '{later:yyyy-MM-dd}'");
        async Task SameAsync(VitalsDatabase by, int size)
        {
            var parts = await new ScoreHealth { PartSize = size }.RunAsync(by, later, "person", null, Cancel);
            (parts.Clients, parts.Scored, parts.AverageScore, parts.Red, parts.Green).ShouldBe((whole.Clients, whole.Scored, whole.AverageScore, whole.Red, whole.Green));
            (await HubAsync()).ShouldBe(hub);
            (await HistoryAsync()).ShouldBe(history);
            (await MovesAsync()).ShouldBe(moves);
        }
        await SameAsync(database.Vitals, 2);
        await ForgetAsync();
        await database.DoAsync($"update client_health_scores set health_zone = (select h.zone from client_health_history h where h.client_id = client_health_scores.client_id and h.scored_on < '{later:yyyy-MM-dd}' order by h.scored_on desc limit 1)");
        await SameAsync(database.Vitals, 3);

        // Of two connections one is held: what is read and what is written take turns on the other.
        CurrentUse.Value = DatabaseUse.Work;
        await using var few = VitalsDatabase.At(new NpgsqlConnectionStringBuilder(database.Cluster.Address.To(database.Vitals.Name, ClusterAddress.Server).ConnectionString) { MaxPoolSize = 8 });
        await using var held = await few.OpenAsync(Cancel);
        await SameAsync(few, 2);
    }

    private Task<List<string>> HistoryAsync() => Asked.RowsAsync<string>(database, "select concat_ws('|', client_id, scored_on, score, zone, inputs, dimensions, contributions, risk_points, churn_risk) from client_health_history order by client_id, scored_on");

    private Task<List<string>> MovesAsync() => Asked.RowsAsync<string>(database, "select concat_ws('|', client_id, changed_on, zone_before, zone_after, score_before, score_after) from client_zone_changes order by client_id, changed_on");

    [Fact]
    public async Task Who_is_gone_when_the_day_is_scored_again_has_no_score_any_more()
    {
        await SessionBook.ImportAsync(database, Names + Twelve("a") + Twelve("b"));
        await ScoreAsync(SessionBook.Now);
        await database.DoAsync("update clients set merged_into = (select client_id from client_health_scores where email = 'a@example.com') where id = (select client_id from client_health_scores where email = 'b@example.com')");
        (await ScoreAsync(SessionBook.Now)).Clients.ShouldBe(1);
        (await HubAsync()).ShouldBe(["a 84 GREEN 95 - 70 - documented-v1", "b - - - - - - -"]);
    }

    [Fact]
    public async Task A_score_is_explained_point_by_point_and_so_is_its_change()
    {
        await SessionBook.ImportAsync(database, Names + Twelve("a"));
        await ScoreAsync(SessionBook.Now);
        await SessionBook.ImportAsync(database, Names + $"b@example.com,b1,{SessionBook.Now:yyyy-MM-dd} 10:00,Attended\n", now: SessionBook.Now.AddDays(6));
        await ScoreAsync(SessionBook.Now.AddDays(7));
        await using var db = await database.OpenAsync();
        var client = await Asked.OneAsync<Guid>(database, "select client_id from client_health_scores where email = 'a@example.com'");
        var explained = (await ExplainedScore.OfAsync(db, client, new DateOnly(2025, 12, 8), Cancel))!;
        explained.Score.Score.ShouldBe(explained.Day.Score);
        explained.Score.Contributions.Sum(one => one.Shown).ShouldBe(explained.Day.Score!.Value);
        explained.Before!.ScoredOn.ShouldBe(new DateOnly(2025, 12, 1));
        explained.Change!.Change.ShouldBe(explained.Day.Score.Value - 84);
        explained.Change.Lines.Sum(line => line.Shown).ShouldBe(explained.Change.Change);
        explained.Lifts.ShouldNotBeEmpty();
        (await ExplainedScore.OfAsync(db, client, new DateOnly(2025, 11, 30), Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Ten_past_days_scored_again_equal_what_was_written_then_whatever_came_since()
    {
        var (random, moments, deliveries) = (new Random(11), new List<DateTimeOffset>(), new List<long>());
        for (var day = 0; day < 10; day++)
        {
            var at = SessionBook.Now.AddDays(day);
            var lines = Enumerable.Range(0, 14).Select(_ =>
            {
                var session = random.Next(70);
                var starts = SessionBook.Now.AddDays((session % 11) - 14 + (session / 15));
                return $"c{session % 7}@example.com,s{session},{starts:yyyy-MM-dd} 10:00,{new[] { "Attended", "Attended", "Cancelled", "Booked", "No show" }[random.Next(5)]}\n";
            });
            deliveries.Add((await SessionBook.ImportAsync(database, Names + string.Concat(lines), now: at)).Delivery);
            if (day is 4 or 7)
                await database.Vitals.DoAsync(new UndoFacts(SessionFact.Entity, deliveries[day - 2]), ClientVitals.Access.Actor.CommandLine("test"), at.AddMinutes(1), Cancel);
            moments.Add(at.AddMinutes(2));
            await ScoreAsync(moments[^1]);
        }
        (await Asked.OneAsync<long>(database, "select count(distinct (client_id, score)) from client_health_history")).ShouldBeGreaterThan(15);
        foreach (var at in moments)
            (await ScoreAsync(moments[^1].AddDays(1), asOf: at)).Written.ShouldBe(0, at.ToString("O"));
    }

    [Fact]
    public async Task The_risk_is_learnt_once_and_read_back_the_same_and_counts_of_another_zone_are_made_again_first()
    {
        // Forty clients who call every second to fourth day; every fourth fell silent a fortnight ago.
        await database.DoAsync("""
            delete from settings where version > 1;
            update settings set business_zone = 'UTC';
            insert into clients (firstname, created_at) select 'C' || n, '2025-01-01' from generate_series(1, 40) n;
            insert into client_health_scores (client_id) select id from clients;
            insert into call_records (client_id, started_at)
            select c.id, timestamptz '2025-12-01 09:00Z' - make_interval(days => d)
            from clients c
            cross join generate_series(1, 200) d
            where d % (2 + substr(c.firstname, 2)::int % 3) = 0
              and (d > 14 or substr(c.firstname, 2)::int % 4 > 0);
            update settings set business_zone = 'Asia/Dubai';
            """);
        await ScoreAsync(SessionBook.Now);
        (await Asked.OneAsync<long>(database, "select count(*) from client_health_scores where churn_risk_score between 0 and 100")).ShouldBe(40);
        // Of who is away for the whole month ahead nothing is said; three days at home leave little time for a call.
        Task<List<decimal?>> TwoAsync() => Asked.RowsAsync<decimal?>(database, "select churn_risk_score from client_health_scores h join clients c on c.id = h.client_id where c.firstname in ('C1', 'C2') order by c.firstname");
        var before = await TwoAsync();
        await database.DoAsync("""
            insert into client_pauses (client_id, starts_on, ends_on, entered_at) select id, '2025-12-01', '2026-01-15', '2025-11-01' from clients where firstname = 'C1';
            insert into client_pauses (client_id, starts_on, ends_on, entered_at) select id, '2025-12-02', '2025-12-29', '2025-11-01' from clients where firstname = 'C2';
            """);
        await ScoreAsync(SessionBook.Now);
        var after = await TwoAsync();
        after[0].ShouldBeNull();
        after[1]!.Value.ShouldBeGreaterThan(before[1]!.Value);
        (await Asked.OneAsync<bool>(database, """
            select min(h.churn_risk_score) filter (where substr(c.firstname, 2)::int % 4 = 0) > percentile_cont(.5) within group (order by h.churn_risk_score)
            from client_health_scores h join clients c on c.id = h.client_id
            """)).ShouldBeTrue("the silent are more likely to stay silent than half of the book");
        (await ScoreAsync(SessionBook.Now.AddHours(1), asOf: SessionBook.Now)).Written.ShouldBe(0);
        (await Asked.OneAsync<long>(database, "select count(*) from risk_fits where checked_on is null and calibration is null")).ShouldBe(1, "of forty clients nothing is said by tenths");
        (await Asked.OneAsync<string>(database, "select business_zone from call_rollup_basis")).ShouldBe("Asia/Dubai");
    }

    [Fact]
    public async Task How_well_the_risk_told_last_time_is_kept_with_it()
    {
        await database.DoAsync("""
            delete from settings where version > 1;
            insert into clients (firstname, created_at) select 'C' || n, '2025-01-01' from generate_series(1, 120) n;
            insert into client_health_scores (client_id) select id from clients;
            insert into call_records (client_id, started_at)
            select c.id, timestamptz '2025-12-01 09:00Z' - make_interval(days => d)
            from clients c
            cross join generate_series(1, 150) d
            where d % (3 + substr(c.firstname, 2)::int % 4) = 0
              and (d > 35 or substr(c.firstname, 2)::int % 4 > 0);
            """);
        await ScoreAsync(SessionBook.Now);
        await using var db = await database.OpenAsync();
        var kept = (await RiskCalibration.LatestAsync(db, Cancel))!;
        (kept.CheckedOn, kept.Clients, kept.Tenths.Count).ShouldBe((new DateOnly(2025, 11, 1), 120, 10));
        kept.Tenths.Sum(tenth => tenth.Happened).ShouldBe(30, "a quarter of the clients made no call in November");
        kept.AverageError!.Value.ShouldBeInRange(0, 100);
        kept.Near(0)!.Number.ShouldBe(1);
    }

    [Fact]
    public async Task A_moment_before_anybody_was_known_is_not_reported_as_scored()
    {
        await SessionBook.ImportAsync(database, Names + Twelve("a"));
        (await Should.ThrowAsync<PlainError>(() => ScoreAsync(SessionBook.Now.AddDays(1), asOf: SessionBook.Now.AddDays(-30)))).Message.ShouldContain("No client was known");
    }

    [Fact]
    public async Task The_shipped_scorecard_is_the_one_in_the_database()
    {
        await using var db = await database.OpenAsync();
        var kept = await ScorecardInForce.ReadAsync(db, SessionBook.Now, Cancel);
        ScorecardJson.Write(kept.Card).ShouldBe(ScorecardJson.Write(ShippedScorecards.Documented));
    }
}
