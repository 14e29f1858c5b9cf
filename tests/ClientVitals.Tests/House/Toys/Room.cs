using System.CommandLine;
using ClientVitals.Access;
using ClientVitals.Cli;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Scheduling;
using ClientVitals.Server.Rooms;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using ClientVitals.Tests.Server;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Tests.House.Toys;

/// <summary>A room as small as one can be: a table of toys that clients left behind. What a real room would bring, it brings, too.</summary>
internal static class Room
{
    /// <summary>Its table, as a migration would make it.</summary>
    public const string Migration = """
        create table public.toys (
          id        bigint generated always as identity primary key,
          client_id uuid constraint toys_client_fkey references public.clients on delete cascade,
          email     text,
          name      text not null,
          left_at   timestamptz not null,
          constraint toys_once unique (client_id, name)
        );
        grant select, insert, update, delete on public.toys to service_role;
        grant select on public.toys to authenticated;
        """;

    public static readonly SettingsSection<Settings> Section = new("Toys", new Settings(3, Colour.Red));

    public static readonly RoomEntry Entry = new(
        "Toys",
        new Table("toys") { Merge = new OnMerge.Moves("name"), Erase = OnErase.WithClientAndByStep, KeptFor = TimeSpan.FromDays(365) },
        new EraseStep(typeof(EraseToys)),
        new TimelineLines("toys", typeof(TimelineOfToys)),
        Section,
        new Job("daily-toys", [], null),
        new InsightCheck("toys-on-the-floor", "Toys on the floor", typeof(CheckOfToys), found => new("Toys lie about", $"{found.Measure:0} toys lie about; {found.EnterAt:0} are too many.")),
        new Purge("toys", async (database, now, ct) =>
        {
            await using var work = await database.BeginAsync(Principal.Program, now, ct);
            var gone = await work.Connection.ExecuteAsync("delete from public.toys t where t.left_at < @now::timestamptz - interval '1 year'", new { now });
            await work.CommitAsync(ct);
            return gone;
        }));

    internal enum Colour
    {
        Red,
        Blue,
    }

    internal sealed record Settings(int Most, Colour Wanted);

    /// <summary>In the server.</summary>
    public static readonly ServerRoom Door = new("Toys")
    {
        Api = api => api.MapGet("/toys", async (HttpContext http, VitalsDatabase database, CancellationToken ct) =>
        {
            await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
            return TypedResults.Ok(await db.QueryAsync<string>("select name from public.toys order by name"));
        }).Needs(KeyScope.Read).WithSummary("Toys, by name."),
        Pages = pages => pages.MapGet("/toys", () => TypedResults.Text("toys")).Needs(KeyScope.Read),
        Navigation = [new("Toys", "/toys", "gift", 45, seen => seen.Manages) { Group = "Playroom" }],
        Actions = [new("Put the toys away", "/toys?away", seen => seen.Manages)],
        Bell = new("Toys on the floor", "/toys", "bell", 0, seen => seen.Manages),
        Functions = new Dictionary<string, ClientVitals.Server.Functions.EarlierFunction> { ["count-toys"] = (_, _, _, _) => Task.FromResult<object>(new { Toys = 0 }) },
    };

    /// <summary>At the command line.</summary>
    public static readonly CliRoom Commands = new("Toys", () => new Command("toys", "Show the toys that were left behind."));
}

/// <summary>Toys' part of erasing a person.</summary>
internal static class EraseToys;

/// <summary>How many toys lie about.</summary>
internal static class CheckOfToys;

/// <summary>Toys' lines in a client's timeline.</summary>
internal static class TimelineOfToys;

/// <summary>The server with one room more.</summary>
public sealed class DoorWithToys(TestCluster cluster) : OpenDoor(cluster)
{
    private protected override IReadOnlyList<ServerRoom> Rooms => [.. ClientVitals.Server.ServerRooms.All, Room.Door];
}
