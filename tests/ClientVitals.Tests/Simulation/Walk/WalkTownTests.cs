using ClientVitals.HealthScores.Runs;
using ClientVitals.Scheduling;
using ClientVitals.Simulation;
using ClientVitals.Simulation.Facts;
using ClientVitals.Simulation.Walk;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Simulation.Walk;

/// <summary>The last days of a simulated business, lived one after the other: whole, once, in their own time, and from wherever it was stopped.</summary>
public sealed class WalkTownTests(TestCluster cluster)
{
    private const int Days = 9;

    private static readonly DateOnly Today = WalkedBusiness.Town.FoundedOn;

    private static readonly DateOnly First = Today.AddDays(1 - Days);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_day_is_scored_as_it_was_known_then_and_a_replay_of_it_changes_nothing()
    {
        await using var business = await WalkedBusiness.ToldAsync(cluster, Days, Today);
        var walked = await business.WalkAsync(Today);

        (walked.Days, walked.Total, walked.IsComplete).ShouldBe((Days, Days, true));
        // Of each day the analysis, the scores, the queue and four looks for findings; call patterns are analysed as of now already on the last day, whose last look is still to come.
        walked.Runs.ShouldBe(7 * Days - 2);
        var town = WalkedBusiness.Town;
        (await business.AskAsync<long>("select count(*) from sessions")).ShouldBe(RowsOf(to => new(Sessions: to)));
        (await business.AskAsync<long>("select count(*) from packages")).ShouldBe(RowsOf(to => new(Packages: to)));
        (await business.AskAsync<long>("select count(*) from payments")).ShouldBe(RowsOf(to => new(Payments: to)));
        (await business.AskAsync<long>("select sum(rejected + unmatched) from deliveries")).ShouldBe(0);
        (await business.AskAsync<long>("select count(distinct scored_on) from client_health_history where score is not null")).ShouldBe(Days);
        (await business.AskAsync<long>("select count(distinct analysis_date) from call_pattern_analysis")).ShouldBe(Days);
        (await business.AskAsync<long>("select count(*) from client_zone_changes")).ShouldBeGreaterThan(0);
        (await business.AskAsync<DateTime>("select max(calculated_at) from client_health_scores")).ShouldBe(TownClock.Midnight(town.Zone, Today).AddHours(9).UtcDateTime);
        (await business.AskAsync<long>("select count(*) from job_runs where state <> 'succeeded'")).ShouldBe(0);
        (await business.AskAsync<long>("select count(*) from sessions where known_from < modified_at")).ShouldBe(0);

        // Those who called first within these days are known since the day after, and are not scored before.
        var fresh = await business.AskAsync<long>("select count(*) from clients where created_at > @first", new { first = TownClock.Midnight(town.Zone, First).UtcDateTime });
        fresh.ShouldBeGreaterThan(0);
        (await business.AskAsync<long>("select count(*) from client_health_history h join clients c on c.id = h.client_id where h.as_of < c.created_at")).ShouldBe(0);

        var before = await business.RowsAsync();
        foreach (var back in new[] { 0, 3, Days - 2 })
        {
            var at = TownClock.Midnight(town.Zone, Today.AddDays(-back)).AddHours(9);
            (await new ScoreHealth(at).RunAsync(business.Database, WalkedBusiness.Noon(Today), "person", null, Stop)).Written.ShouldBe(0, $"{at} scored again");
        }
        Compare(await business.RowsAsync(), before);

        static long RowsOf(Func<Stream, FactStreams> to)
        {
            using var written = new MemoryStream();
            var counts = FactFiles.Write(WalkedBusiness.Town, TownClock.Midnight(WalkedBusiness.Town.Zone, Today), to(written), stop: Stop);
            return counts.Sessions + counts.Packages + counts.Payments;
        }
    }

    [Fact]
    public async Task Stopped_in_the_middle_of_days_it_goes_on_and_leaves_the_same_rows_as_in_one_go()
    {
        await using var whole = await WalkedBusiness.ToldAsync(cluster, Days, Today);
        await whole.WalkAsync(Today);
        var expected = await whole.RowsAsync();
        expected["sessions"].Count.ShouldBeGreaterThan(300);

        await using var business = await WalkedBusiness.ToldAsync(cluster, Days, Today);
        (DateOnly Day, string Next)[] stops =
        [
            (First, "sessions"), (First, "daily-health-scoring"), (First.AddDays(3), "packages"), (First.AddDays(3), "payments"), (Today, "daily-health-scoring"),
        ];
        foreach (var (at, done) in stops.Zip([0, 0, 3, 0, Days - 4]))
        {
            var walked = await business.WalkAsync(Today, at);
            (walked.Days, walked.IsComplete).ShouldBe((done, false), $"stopped at {at}");
            (await business.AskAsync<string>("select error from job_runs where job = 'catch-up' order by id desc limit 1")).ShouldBe(
                $"It was stopped after {walked.Days} of {walked.Total} days; the next start goes on from there.");
        }
        (await business.WalkAsync(Today)).Days.ShouldBe(1);
        Compare(await business.RowsAsync(), expected);

        // Done is done: nothing is read, run or recorded again.
        var runs = await business.AskAsync<long>("select count(*) from job_runs");
        (await business.WalkAsync(Today)).ShouldBe(TownWalked.Nothing);
        (await business.AskAsync<long>("select count(*) from job_runs")).ShouldBe(runs);
        Compare(await business.RowsAsync(), expected);
    }

    [Fact]
    public async Task On_a_later_day_it_goes_on_and_a_gap_that_is_too_long_is_told_in_one_piece()
    {
        const int few = 3;
        await using var business = await WalkedBusiness.ToldAsync(cluster, few, Today.AddDays(-1));
        await business.WalkAsync(Today.AddDays(-1));
        await business.TellAsync(Today, Today.AddDays(-1));
        (await business.WalkAsync(Today)).Days.ShouldBe(1);
        (await business.AskAsync<long>("select count(distinct scored_on) from client_health_history")).ShouldBe(few + 1);

        var later = Today.AddDays(12);
        await business.TellAsync(later, Today);
        (await business.WalkAsync(later)).Days.ShouldBe(few);
        (await business.AskAsync<long>("select count(distinct scored_on) from client_health_history")).ShouldBe(2 * few + 1);
        using var written = new MemoryStream();
        var counts = FactFiles.Write(WalkedBusiness.Town, TownClock.Midnight(WalkedBusiness.Town.Zone, later), new(Sessions: written), stop: Stop);
        (await business.AskAsync<long>("select count(*) from sessions")).ShouldBe(counts.Sessions);
        await using var db = await business.Database.OpenAdminAsync(Stop);
        (await TownMark.ReadAsync(db, Stop))!.WalkedUntil.ShouldBe(later);
    }

    [Fact]
    public async Task How_far_it_is_can_be_asked_while_it_is_at_work_and_an_unknown_business_is_not_walked()
    {
        await using var business = await WalkedBusiness.ToldAsync(cluster, 2, Today);
        var seen = new List<(int Done, int Total)?>();
        var steps = new Asked(async step =>
        {
            await using var db = await business.Database.OpenAsync(Stop);
            seen.Add(await RunProgress.ReadAsync(db, RunProgress.CatchUp, Stop) is { } at ? (at.Done, at.Total) : null);
        });
        await new WalkTown(WalkedBusiness.Town, Today) { LastDays = 2 }.RunAsync(business.Database, WalkedBusiness.Noon(Today), steps, Stop);
        seen.Distinct().ShouldBe([(0, 2), (1, 2), (2, 2)]);
        await using var db = await business.Database.OpenAsync(Stop);
        (await RunProgress.ReadAsync(db, RunProgress.CatchUp, Stop)).ShouldBeNull();

        var other = WalkedBusiness.Town with { Seed = 4 };
        (await Should.ThrowAsync<PlainError>(() => new WalkTown(other, Today).RunAsync(business.Database, WalkedBusiness.Noon(Today), null, Stop)))
            .Message.ShouldBe("This database holds no calls of this simulated business; tell them first, then its last days.");
    }

    private static void Compare(IReadOnlyDictionary<string, IReadOnlyList<string>> rows, IReadOnlyDictionary<string, IReadOnlyList<string>> expected)
    {
        foreach (var (table, lines) in expected)
            rows[table].ShouldBe(lines, table);
    }

    /// <summary>Waits for the answer before the walk goes on.</summary>
    private sealed class Asked(Func<TownStep, Task> told) : IProgress<TownStep>
    {
        public void Report(TownStep value) => told(value).GetAwaiter().GetResult();
    }
}
