using ClientVitals.Database;
using ClientVitals.Simulation;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Simulation;

public sealed class TownInDatabaseTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly Town Town = new(Seed: 1, Clients: 200, Weeks: 26, new DateOnly(2026, 3, 2));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_mark_of_a_town_comes_back_as_it_was_written()
    {
        await using var db = await database.OpenAdminAsync();
        (await TownMark.ReadAsync(db, Stop)).ShouldBeNull();
        var first = new TownMark(Town with { Seed = -7 }, null);
        await first.WriteAsync(db, Stop);
        (await TownMark.ReadAsync(db, Stop)).ShouldBe(first);
        var told = first with { ToldUntil = new DateOnly(2026, 3, 4) };
        await told.WriteAsync(db, Stop);
        (await TownMark.ReadAsync(db, Stop)).ShouldBe(told);
        var walked = told with { WalkedUntil = new DateOnly(2026, 3, 3) };
        await walked.WriteAsync(db, Stop);
        (await TownMark.ReadAsync(db, Stop)).ShouldBe(walked);
    }

    [Fact]
    public async Task Calls_that_are_sent_in_parts_are_the_same_calls_and_a_new_client_is_known_since_their_first()
    {
        var town = Town with { Seed = 9, Clients = 30, Weeks = 14 };
        var (since, now) = (town.FoundedOn.AddDays(-20), TownClock.Midnight(Town.Zone, town.FoundedOn).AddHours(9));
        await using var whole = await database.Cluster.CloneAsync(Stop);
        await new TellTown(town, town.FoundedOn).RunAsync(whole, now, null, Stop);
        await using var parts = await database.Cluster.CloneAsync(Stop);
        var sent = await new TellTown(town, town.FoundedOn) { SentSince = since }.RunAsync(parts, now, null, Stop);
        sent.CallsCorrected.ShouldBeGreaterThan(0);

        const string calls = "select (to_jsonb(c) - array['id', 'client_id', 'delivery_id', 'created_at', 'updated_at', 'source_order'])::text from call_records c";
        (await AllAsync(parts, calls)).ShouldBe(await AllAsync(whole, calls));
        // The day after the first call, and nobody before the calls began to be sent.
        (await AllAsync(parts, "select e.email || ' ' || c.created_at from clients c join client_emails e on e.client_id = c.id where c.created_at < (select min(r.known_at) from call_records r where r.client_id = c.id)")).ShouldBeEmpty();
        var known = await AllAsync(parts, "select distinct (created_at at time zone 'Asia/Dubai')::date::text from clients");
        known.Count.ShouldBeGreaterThan(1);
        known[0].ShouldBe($"{since:yyyy-MM-dd}");
        (await AllAsync(whole, "select distinct (created_at at time zone 'Asia/Dubai')::date::text from clients")).ShouldBe([$"{town.FoundedOn:yyyy-MM-dd}"]);
    }

    private static async Task<IReadOnlyList<string>> AllAsync(VitalsDatabase vitals, string sql)
    {
        await using var db = await vitals.OpenAdminAsync(Stop);
        return [.. (await db.QueryAsync<string>(sql)).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_town_is_told_once_and_goes_on_by_what_is_new()
    {
        await using var vitals = await database.Cluster.CloneAsync(Stop);
        var until = Town.FoundedOn;
        var now = TownClock.Midnight(Town.Zone, until).AddHours(9);

        var first = await new TellTown(Town, until).RunAsync(vitals, now, null, Stop);
        first.CallsAdded.ShouldBe(first.CallsRead);
        first.CallsAdded.ShouldBeGreaterThan(8000);
        first.PausesAdded.ShouldBeGreaterThan(0);

        var again = await new TellTown(Town, until).RunAsync(vitals, now, null, Stop);
        (again.CallsAdded, again.CallsCorrected, again.PausesAdded).ShouldBe((0, 0, 0));

        var later = await new TellTown(Town, until.AddDays(2)).RunAsync(vitals, now.AddDays(2), null, Stop);
        later.CallsAdded.ShouldBeInRange(40, 400);
        later.CallsCorrected.ShouldBeGreaterThan(5);

        await using var db = await vitals.OpenAdminAsync(Stop);
        (await TownMark.ReadAsync(db, Stop)).ShouldBe(new TownMark(Town, null));
        (await db.ExecuteScalarAsync<string>("select business_zone()")).ShouldBe(Town.Zone);
        (await db.ExecuteScalarAsync<long>("select count(*) from call_records")).ShouldBe(first.CallsAdded + later.CallsAdded);
        (await db.ExecuteScalarAsync<long>("select count(*) from clients")).ShouldBeInRange(180, Town.Clients);
        (await db.ExecuteScalarAsync<long>("select count(*) from call_records where client_id is null")).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Our production database")]
    public void A_comment_that_speaks_of_no_town_is_no_mark(string comment) => TownMark.Of(comment).ShouldBeNull();

    [Fact]
    public async Task Recorded_pauses_are_entered_once_and_only_when_they_are_known()
    {
        await using var db = await database.OpenAsync();
        var recorded = Town.Residents().Where(resident => resident.Life.PauseEnteredOn is not null).ToList();
        foreach (var resident in recorded)
        {
            var client = await db.ExecuteScalarAsync<Guid>("insert into clients (firstname) values (@First) returning id", resident.Name);
            await db.ExecuteAsync("insert into client_emails (email, client_id, is_primary) values (@Email, @client, true)", new { resident.Email, client });
        }
        var now = TownClock.Midnight(Town.Zone, Town.FoundedOn);
        var early = await new EnterPauses(Town).RunAsync(db, now.AddDays(-60), Stop);
        var rest = await new EnterPauses(Town).RunAsync(db, now, Stop);
        early.ShouldBeInRange(1, recorded.Count - 1);
        rest.ShouldBeGreaterThan(0);
        (await new EnterPauses(Town).RunAsync(db, now, Stop)).ShouldBe(0);
        (await db.ExecuteScalarAsync<long>("select count(*) from client_pauses where entered_at < @now and ends_on > starts_on", new { now })).ShouldBe(early + rest);
    }
}
