using ClientVitals.Database;
using ClientVitals.HealthScores.Lists;
using ClientVitals.Statistics;
using ClientVitals.Tests.Sessions;
using ClientVitals.Tests.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Lists;

/// <summary>A shift of the book that no chance explains is a finding; an unchanged book gives few false ones, and what cannot be compared is not.</summary>
public sealed class ZoneShiftTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly Before = new(2025, 12, 1), After = new(2025, 12, 8);

    private static readonly DatabaseIdentity Owner = new("authenticated", """{"app_role": "owner"}""");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ZoneShift Of(string table) => ZoneShift.Of(After, Before, StuartMaxwellTests.Table(table));

    [Fact]
    public void It_is_found_when_it_is_certain_and_large_enough()
    {
        // As once in production: nearly everybody RED from one week to the next.
        var shift = Of("8 0 0 0; 40 1 0 0; 70 1 2 0; 85 0 2 2");
        (shift.Clients, shift.Moved, shift.IsFinding).ShouldBe((211, 198, true));
        shift.Finding()!.ToString().ShouldStartWith("The zones shifted more than chance explains since 2025-12-01: of 211 clients with a score on both days, 8 → 203 RED, 41 → 2 YELLOW, 73 → 4 GREEN, 89 → 2 PURPLE.");
        Of("30 6 1 0; 5 40 7 2; 2 8 60 5; 0 1 6 38").IsFinding.ShouldBeFalse("as many go one way as the other");
        Of("9000 300 0 0; 100 9000 0 0; 0 0 9000 0; 0 0 0 9000").ShouldSatisfyAllConditions(
            large => large.P!.Value.ShouldBeLessThan(ZoneShift.Level), large => large.IsFinding.ShouldBeFalse("certain, but one client of two hundred"));
        Of("2 0 0 0; 9 5 0 0; 0 0 0 0; 0 0 0 0").ShouldSatisfyAllConditions(few => few.Test.ShouldBeNull(), few => few.IsFinding.ShouldBeFalse("nine moves say nothing"));
    }

    [Fact]
    public void A_book_that_does_not_change_gives_one_false_finding_in_ten_years_at_most()
    {
        // 150 clients whose scores wander about a level of their own; a day and the day a week later are alike by their making.
        var random = SplitMix64.Of(20261130, "books");
        double[] borders = [50, 70, 85];
        const int books = 20_000, clients = 150;
        var (found, fivePercent, said) = (0, 0, 0);
        for (var book = 0; book < books; book++)
        {
            var pairs = new int[4, 4];
            for (var client = 0; client < clients; client++)
            {
                var level = 20 + (75 * random.Unit());
                pairs[Zone(level + (20 * (random.Unit() - .5))), Zone(level + (20 * (random.Unit() - .5)))]++;
            }
            var shift = ZoneShift.Of(After, Before, pairs);
            found += shift.P < ZoneShift.Level ? 1 : 0;
            said += shift.Test is null ? 0 : 1;
            fivePercent += shift.P < .05 ? 1 : 0;
        }
        said.ShouldBe(books, "there are moves enough in each");
        (fivePercent / (double)books).ShouldBeInRange(.04, .055);
        // 20,000 looks at the level of 1 in 3,650 give 5.5 expected; above 14 is less probable than 1 in 1,000.
        found.ShouldBeLessThanOrEqualTo(14);

        int Zone(double score) => borders.Count(border => score >= border);
    }

    [Fact]
    public async Task The_same_clients_are_compared_a_week_apart_by_the_same_scorecard()
    {
        await SessionBook.ClearAsync(database);
        await database.DoAsync("""
            update settings set business_zone = 'Asia/Dubai'; delete from job_runs;
            insert into clients (firstname) select 'c' || n from generate_series(1, 40) n;
            insert into client_health_history (client_id, scored_on, scorecard_id, score, zone, confidence, inputs, dimensions, contributions, as_of)
            select c.id, d.day, 1, case when d.day = '2025-12-01' then 75 else 20 end, case when d.day = '2025-12-01' then 'GREEN' else 'RED' end, 1, '{}', '{}', '{}', d.day + time '05:00'
            from clients c, (values (date '2025-12-01'), ('2025-12-08')) d (day);
            update client_health_history set score = null, zone = null, why_unknown = 'x' where client_id = (select id from clients where firstname = 'c1') and scored_on = '2025-12-08';
            update clients set ended_on = '2025-12-05' where firstname = 'c2';
            """);
        (await ReadAsync(After)).On.ShouldBeNull();
        await RunAsync("2025-12-08", "documented-v1");
        var alone = await ReadAsync(After);
        (alone.On, alone.ComparedWith, alone.IsFinding).ShouldBe((After, null, false));
        await RunAsync("2025-12-01", "another-v1");
        (await ReadAsync(After)).ComparedWith.ShouldBeNull("another scorecard made other zones");
        await RunAsync("2025-12-01", "documented-v1");
        var shift = await ReadAsync(After);
        (shift.ComparedWith, shift.Clients, shift.Moved, shift.IsFinding).ShouldBe((Before, 38, 38, true));
        shift.Zones.Where(zone => zone.Before != zone.After).Select(zone => (zone.Zone, zone.Before, zone.After)).ShouldBe([("RED", 0, 38), ("GREEN", 38, 0)]);
        (await ReadAsync(new(2025, 12, 7))).On.ShouldBe(Before, "later days are not looked at");
        await using var db = await database.Vitals.OpenAsync(Cancel);
        var check = Rooms.All.Of<ClientVitals.Settings.DoctorCheck>().Single(one => one.Name == "health zones");
        (await check.LookAsync(db, null!, new(2025, 12, 8, 6, 0, 0, TimeSpan.Zero), Cancel)).ShouldHaveSingleItem().Sentence.ShouldStartWith("The zones shifted more than chance explains since 2025-12-01: of 38 clients");
    }

    private Task<ZoneShift> ReadAsync(DateOnly today) => ZoneShift.ReadAsync(database.Vitals, Owner, today, Cancel);

    private Task RunAsync(string day, string scorecard) => database.DoAsync(
        $"delete from job_runs where slot = '{day} 05:00Z'; insert into job_runs (job, slot, state, started_at, finished_at, details) values ('daily-health-scoring', '{day} 05:00Z', 'succeeded', '{day} 05:00Z', '{day} 05:00Z', jsonb_build_object('as_of', '{day}T05:00:00Z', 'scorecard', '{scorecard}', 'current', true))");
}
