using ClientVitals.Database;
using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Runs;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sessions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Lists;

/// <summary>Zones of the book, moves, the list and the functions of the database: of clients who were clients on that day, and what is unknown is not 0.</summary>
public sealed class BookHealthTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Names = "Client email,Session id,Starts at,Status\n";

    private static readonly DatabaseIdentity Owner = new("authenticated", """{"app_role": "owner"}""");

    private static readonly DateOnly First = new(2025, 12, 1), Later = new(2025, 12, 8);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await SessionBook.ClearAsync(database);
        await database.DoAsync("update settings set business_zone = 'Asia/Dubai'; delete from risk_fits; delete from job_runs");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<ScoringDone> ScoreAsync(DateTimeOffset now) => new ScoreHealth().RunAsync(database.Vitals, now, "person", null, Cancel);

    private Task<BookHealth> NowAsync() => BookHealth.ReadAsync(database.Vitals, Owner, Cancel);

    private static string Sessions(string client, DateTimeOffset from, params int[] daysBefore) => string.Concat(
        daysBefore.Select(days => $"{client}@example.com,{client}{from:MMdd}-{days},{from.AddDays(-days):yyyy-MM-dd} 10:00,Attended\n"));

    private async Task TwoWeeksAsync()
    {
        await SessionBook.ImportAsync(database, Names
            + Sessions("anna", SessionBook.Now, 0, 2, 5, 8, 10, 12, 15, 17, 19, 22, 24, 26) + Sessions("berta", SessionBook.Now, 40) + Sessions("carl", SessionBook.Now, 40) + Sessions("dora", SessionBook.Now, 20));
        await ScoreAsync(SessionBook.Now);
        var later = SessionBook.Now.AddDays(7);
        await SessionBook.ImportAsync(database, Names + Sessions("berta", later, 0, 1, 2, 4, 6), now: later.AddHours(-1));
        await ScoreAsync(later);
    }

    [Fact]
    public async Task Before_the_first_scoring_nothing_is_told_and_a_failed_one_is()
    {
        (await NowAsync()).ShouldBe(new BookHealth(null, null, null, 0, 0, 0, 0, 0, 0, null, null, 0, 0, null, null, null));
        await database.DoAsync("insert into job_runs (job, slot, state, started_at, finished_at, error) values ('daily-health-scoring', '2025-12-01 05:00Z', 'failed', '2025-12-01 05:00Z', '2025-12-01 05:00Z', 'No room on the disk.')");
        var failed = await NowAsync();
        (failed.AsOf, failed.Error).ShouldBe((null, "No room on the disk."));
        (await ZoneWeeks.ReadAsync(database.Vitals, Owner, First, Cancel)).ShouldBeEmpty();
        (await ScoredClients.ReadAsync(database.Vitals, Owner, new(First), 50, null, Cancel)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Zones_moves_and_weeks_are_told_with_what_they_are_compared_with()
    {
        await TwoWeeksAsync();
        var now = await NowAsync();
        (now.ScoredOn, now.ComparedWith, now.Scorecard).ShouldBe((Later, First, "documented-v1"));
        (now.Clients, now.Scored, now.Unknown, now.WentUp, now.WentDown, now.FailedAt).ShouldBe((4, 4, 0, 1, 1, null));
        var weeks = await ZoneWeeks.ReadAsync(database.Vitals, Owner, Later, Cancel);
        weeks.Select(week => (week.Week, week.ScoredOn, week.Clients)).ShouldBe([(First, First, 4), (Later, Later, 4)]);
        (weeks[0].Red, weeks[0].Green).ShouldBe((3, 1));
        (weeks[^1].Red, weeks[^1].Yellow, weeks[^1].Green, weeks[^1].Purple).ShouldBe((now.Red, now.Yellow, now.Green, now.Purple));
        weeks[^1].AverageScore.ShouldBe(now.AverageScore);
        // Eight weeks later the first is not shown any more.
        (await ZoneWeeks.ReadAsync(database.Vitals, Owner, Later.AddDays(7 * 7), Cancel)).Select(week => week.Week).ShouldBe([Later]);

        var down = await ZoneMoves.ReadAsync(database.Vitals, Owner, null, ZoneMoves.Down, 10, null, Cancel);
        down.Items.Select(move => (move.ClientName, move.ZoneBefore, move.IsUp, move.ScoredBefore)).ShouldBe([("anna@example.com", "GREEN", false, First)]);
        var one = await ZoneMoves.ReadAsync(database.Vitals, Owner, Later, null, 1, null, Cancel);
        var next = await ZoneMoves.ReadAsync(database.Vitals, Owner, Later, null, 1, one.Next, Cancel);
        one.Items.Concat(next.Items).Select(move => move.ClientName).ShouldBe(["anna@example.com", "berta@example.com"]);
        (await ZoneMoves.ReadAsync(database.Vitals, Owner, First, null, 10, null, Cancel)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_is_paged_to_its_end_in_each_order_and_narrowed_by_each_filter()
    {
        await TwoWeeksAsync();
        async Task<List<string>> WalkAsync(ScoredClients.Which which)
        {
            var (names, mark) = (new List<string>(), (string?)null);
            do
            {
                var page = await ScoredClients.ReadAsync(database.Vitals, Owner, which, 1, mark, Cancel);
                names.AddRange(page.Items.Select(row => row.ClientName.Split('@')[0]));
                mark = page.Next;
            }
            while (mark is not null);
            names.Count.ShouldBe(await ScoredClients.CountAsync(database.Vitals, Owner, which, Cancel));
            return names;
        }

        var all = await ScoredClients.ReadAsync(database.Vitals, Owner, new(Later), 50, null, Cancel);
        all.Items.Select(row => row.Score).ShouldBe(all.Items.Select(row => row.Score).Order());
        (await WalkAsync(new(Later))).ShouldBe(all.Items.Select(row => row.ClientName.Split('@')[0]));
        (await WalkAsync(new(Later, Sort: "name"))).Order().ShouldBe(["anna", "berta", "carl", "dora"]);
        (await WalkAsync(new(Later, Sort: "risk"))).Count.ShouldBe(4);
        (await WalkAsync(new(Later, Zone: "RED"))).ShouldNotContain("berta");
        (await WalkAsync(new(Later, Moved: ZoneMoves.Up))).ShouldBe(["berta"]);
        (await WalkAsync(new(Later, Moved: ZoneMoves.Down))).ShouldBe(["anna"]);
        (await WalkAsync(new(Later, Trend: "DECLINING"))).ShouldBe(["anna"]);
        (await WalkAsync(new(Later, Risk: 0))).ShouldBeEmpty("nobody called, so nobody has a risk, and unknown is not 0");
        (await WalkAsync(new(Later, Zone: ScoredClients.Unknown))).ShouldBeEmpty();
        var anna = all.Items.Single(row => row.ClientName.StartsWith("anna", StringComparison.Ordinal));
        (anna.ZoneBefore, anna.BeforeOn, anna.Change).ShouldBe(("GREEN", First, anna.Score - 84));
        var mark = (await ScoredClients.ReadAsync(database.Vitals, Owner, new(Later), 1, null, Cancel)).Next;
        await Should.ThrowAsync<PlainError>(ScoredClients.ReadAsync(database.Vitals, Owner, new(Later, Sort: "name"), 1, mark, Cancel));
        await Should.ThrowAsync<PlainError>(ScoredClients.ReadAsync(database.Vitals, Owner, new(Later, Zone: "ORANGE"), 1, null, Cancel));
    }

    [Theory]
    [InlineData("update clients set status = 'ARCHIVED' where id = {0}", 3, 3)]
    [InlineData("insert into client_status_changes (client_id, effective_on, known_at, reason, entered_by) values ({0}, '2025-12-05', '2025-12-05 08:00Z', 'LEFT', 'x'); update clients set ended_on = '2025-12-05' where id = {0}", 4, 3)]
    [InlineData("update clients set merged_into = (select id from clients where id <> {0} limit 1) where id = {0}", 3, 3)]
    public async Task Only_who_was_a_client_on_the_day_is_counted_by_the_page_and_by_the_functions_alike(string then, int first, int later)
    {
        await TwoWeeksAsync();
        await database.DoAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, then, "(select client_id from client_health_scores where email = 'carl@example.com')"));
        (await ZoneWeeks.ReadAsync(database.Vitals, Owner, Later, Cancel)).Select(week => week.Clients).ShouldBe([first, later]);
        (await NowAsync()).Clients.ShouldBe(later);
        (await ScoredClients.CountAsync(database.Vitals, Owner, new(Later), Cancel)).ShouldBe(later);
        (await Asked.OneAsync<long>(database, "select sum(count)::bigint from get_zone_distribution('2025-12-01')")).ShouldBe(first);
        (await Asked.OneAsync<long>(database, "select sum(count)::bigint from get_zone_distribution(null)")).ShouldBe(later);
    }

    [Fact]
    public async Task The_owners_functions_and_view_tell_of_the_day_that_is_asked_and_null_is_not_zero()
    {
        await TwoWeeksAsync();
        (await Asked.OneAsync<decimal?>(database, "select avg_score from get_overall_avg('2025-11-01')")).ShouldBeNull();
        (await Asked.RowsAsync<string>(database, "select health_zone || ' ' || count from get_zone_distribution('2025-12-01')")).ShouldBe(["GREEN 1", "RED 3"]);
        (await Asked.OneAsync<decimal>(database, "select avg_score from get_overall_avg('2025-12-01')")).ShouldBe(
            await Asked.OneAsync<decimal>(database, "select round(avg(score), 2) from client_health_history where scored_on = '2025-12-01'"));
        (await Asked.RowsAsync<string>(database, "select client_name || ' ' || coalesce(days_since_last_session::text, '-') || ' ' || coalesce(churn_risk_score::text, '-') from get_at_risk_clients('2025-12-01')"))
            .ShouldBe(["berta@example.com 40 -", "carl@example.com 40 -", "dora@example.com 20 -"]);
        (await Asked.RowsAsync<string>(database, """
            select concat_ws(' ', week_ending_date, health_zone, sessions_this_week, coalesce(sessions_previous_week::text, '-'), coalesce(week_over_week_change::text, '-'), coalesce(engagement_trend, '-'))
            from client_lifecycle_history where email in ('anna@example.com', 'berta@example.com') order by email, week_ending_date
            """)).ShouldBe(["2025-12-07 GREEN 3.0 - - -", "2025-12-14 RED 0.0 3.0 -100.00 DECLINING", "2025-12-07 RED 0.0 - - -", $"2025-12-14 {await ZoneAsync("berta")} 5.0 0.0 - -"]);
    }

    private Task<string> ZoneAsync(string client) => Asked.OneAsync<string>(database, $"select health_zone from client_health_scores where email = '{client}@example.com'");
}
