using ClientVitals.Access;
using ClientVitals.Cli;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using ClientVitals.Tests.House.Toys;
using Dapper;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>A new room is found everywhere once its entry is in the core's list and its doors in theirs: nothing central knows it.</summary>
public sealed class ToyRoomLaw(DoorWithToys door) : IClassFixture<DoorWithToys>, IAsyncLifetime
{
    /// <summary>The one line in the core.</summary>
    private static readonly IReadOnlyList<RoomEntry> WithToys = [.. Rooms.All, Toys.Room.Entry];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await door.DoAsync($"drop table if exists public.toys; {Toys.Room.Migration}");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_API_answers_and_says_whom_it_lets_in()
    {
        await LeaveAsync(door.Leila, "ball");
        var (status, body) = await door.GetAsync("owner", "/api/v1/toys");
        status.ShouldBe(200);
        body[0].GetString().ShouldBe("ball");
        (await door.GetAsync(null, "/api/v1/toys")).Status.ShouldBe(401);
        var (_, document) = await door.GetAsync("owner", "/api/v1/openapi.json");
        document.GetProperty("paths").GetProperty("/api/v1/toys").GetProperty("get").GetProperty("tags")[0].GetString().ShouldBe("Toys");
        (await door.PostAsync("service", "/functions/v1/count-toys", new { })).Body.GetProperty("toys").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Its_addresses_stand_among_those_that_the_matrix_walks()
    {
        await using var app = FrontDoor.Build(door.Vitals, ServeAt.Default with { Port = 0 }, TimeProvider.System, [.. ServerRooms.All, Toys.Room.Door]);
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        endpoints.Count(endpoint => endpoint.RoutePattern.RawText!.EndsWith("/toys", StringComparison.Ordinal) && EndpointAccess.IsGuarded(endpoint)).ShouldBe(2);
    }

    [Fact]
    public async Task The_navigation_shows_its_page_to_whom_it_is_for()
    {
        (await PageAsync("owner")).ShouldContain("href=\"/toys\"");
        (await PageAsync("owner")).ShouldContain("Playroom");
        (await PageAsync("owner")).ShouldContain("Put the toys away");
        (await PageAsync("owner")).ShouldContain("<a class=\"bell\" href=\"/toys\" aria-label=\"Toys on the floor\">");
        (await PageAsync("setter")).ShouldNotContain("href=\"/toys\"");
    }

    [Fact]
    public void The_command_line_has_its_command() =>
        Door.Root([.. CliRooms.All, Toys.Room.Commands]).Subcommands.Select(command => command.Name).ShouldContain("toys");

    [Fact]
    public void The_timetable_has_its_job() => Timetable.JobsOf(WithToys).Select(job => job.Name).ShouldContain("daily-toys");

    [Fact]
    public async Task The_watcher_runs_its_check()
    {
        await LeaveAsync(door.Leila, "ball");
        await LeaveAsync(door.Leila, "kite");
        await door.Vitals.DoAsync(new ClientVitals.Insights.LookForFindings { Checks = [.. WithToys.Of<InsightCheck>()] }, Principal.Program, door.Clock.GetUtcNow(), Cancel);
        await using var db = await door.OpenAdminAsync();
        (await db.QueryAsync<string>("select content from proactive_insights where insight_type = 'toys-on-the-floor'")).ShouldBe(["2 toys lie about; 2 are too many."]);
        await door.DoAsync("delete from proactive_insights; delete from insight_checks");
    }

    [Fact]
    public async Task A_merge_moves_its_rows_but_those_that_the_other_client_has()
    {
        var (kept, gone) = (await AddAsync("kept@example.com"), await AddAsync("gone@example.com"));
        await LeaveAsync(kept, "ball");
        await LeaveAsync(gone, "ball");
        await LeaveAsync(gone, "kite");
        await door.Vitals.DoAsync(new MergeClients(kept.ToString(), gone.ToString()) { Of = WithToys }, Actor.CommandLine("test"), door.Clock.GetUtcNow(), Cancel);
        await using var db = await door.OpenAdminAsync();
        (await db.QueryAsync<string>("select name from toys where client_id = @kept order by name", new { kept })).ShouldBe(["ball", "kite"]);
        (await db.QueryAsync<string>("select name from toys where client_id = @gone", new { gone })).ShouldBe(["ball"]);
    }

    [Fact]
    public async Task An_erasure_takes_its_rows_also_those_by_address_alone()
    {
        var ann = await AddAsync("ann@example.com");
        await LeaveAsync(ann, "ball");
        await door.DoAsync("insert into toys (email, name, left_at) values (' Ann@example.com', 'kite', '2026-01-05Z'), ('joann@example.com', 'doll', '2026-01-05Z')");
        await new ErasePerson("ann@example.com") { Of = WithToys }.RunAsync(door.Vitals, Cancel);
        await using var db = await door.OpenAdminAsync();
        (await db.QueryAsync<string>("select name from toys")).ShouldBe(["doll"]);
    }

    [Fact]
    public async Task The_timeline_shows_its_lines()
    {
        await LeaveAsync(door.Leila, "kite");
        var rows = await door.Vitals.AskAsync<TimelineEntry>(
            DatabaseIdentity.Service, ClientTimeline.QueryOf(WithToys),
            new { client = door.Leila, show = "toys", asker = (Guid?)null, after_at = (DateTimeOffset?)null, after_kind = (string?)null, after_id = (long?)null, most = 10 }, Cancel);
        rows.ShouldHaveSingleItem().Text.ShouldBe("kite");
    }

    [Fact]
    public async Task Its_section_of_the_settings_is_versioned_with_the_rest()
    {
        var (by, now) = (Actor.CommandLine("test"), door.Clock.GetUtcNow());
        async Task<Toys.Room.Settings> InForceAsync()
        {
            await using var db = await door.Vitals.OpenAsync(Cancel);
            return await Toys.Room.Section.InForceAsync(db, Cancel);
        }
        (await InForceAsync()).ShouldBe(new(3, Toys.Room.Colour.Red));
        var wanted = new Toys.Room.Settings(5, Toys.Room.Colour.Blue);
        (await door.Vitals.DoAsync(new ChangeSection<Toys.Room.Settings>(Toys.Room.Section, wanted), by, now, Cancel)).ShouldBeTrue();
        (await door.Vitals.DoAsync(new ChangeSection<Toys.Room.Settings>(Toys.Room.Section, wanted), by, now, Cancel)).ShouldBeFalse("it is so already");
        var before = await BusinessSettings.InForceAsync(door.Vitals, Cancel);
        var after = await door.Vitals.DoAsync(new ChangeSettings(LinesADay: before.LinesADay + 1), by, now, Cancel);
        after.Version.ShouldBe(before.Version + 1);
        (await InForceAsync()).ShouldBe(wanted, "a change of other settings keeps it");
        await door.DoAsync("insert into settings (set_by, sections) select 'test', jsonb_build_object('Toys', '{\"most\": 7}'::jsonb)");
        (await InForceAsync()).ShouldBe(new(7, Toys.Room.Colour.Red), "what a stored version lacks has its default");
        await door.DoAsync("insert into settings (set_by, sections) select 'test', jsonb_build_object('Toys', '{\"most\": \"many\"}'::jsonb)");
        (await Should.ThrowAsync<PlainError>(InForceAsync)).Message.ShouldContain("section Toys");
    }

    [Fact]
    public async Task The_housekeeping_purges_it()
    {
        await door.DoAsync("insert into toys (name, left_at) values ('old', '2024-01-05Z'), ('new', '2026-01-05Z')");
        foreach (var purge in WithToys.Of<Purge>().Where(purge => purge.What == "toys"))
            (await purge.RunAsync(door.Vitals, door.Clock.GetUtcNow(), Cancel)).ShouldBe(1);
        await using var db = await door.OpenAdminAsync();
        (await db.QueryAsync<string>("select name from toys")).ShouldBe(["new"]);
    }

    private async Task<string> PageAsync(string who)
    {
        using var response = await door.As(who).GetAsync(new Uri("/clients", UriKind.Relative), Cancel);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private async Task<Guid> AddAsync(string address) => (await door.Vitals.DoAsync(
        new AddClient([address], "Toy", "Tester", null, "AE"), Actor.CommandLine("test"), door.Clock.GetUtcNow(), Cancel)).Id;

    private Task LeaveAsync(Guid client, string toy) =>
        door.DoAsync($"insert into toys (client_id, name, left_at) values ('{client}', '{toy}', '2026-01-05 09:00Z')");
}
