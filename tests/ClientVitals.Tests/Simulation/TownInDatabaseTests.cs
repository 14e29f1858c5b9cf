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
