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
