using System.Net.Http.Json;
using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Server;
using Microsoft.Extensions.Time.Testing;

namespace ClientVitals.Tests.Server;

/// <summary>Everybody who may stand before the door, signed in, and two clients who fell silent: made once in a run.</summary>
/// <param name="Users">Accounts by name.</param>
/// <param name="Shown">The headers by which somebody is known.</param>
internal sealed record DoorPeople(IReadOnlyDictionary<string, Guid> Users, IReadOnlyDictionary<string, (string Name, string Value)[]> Shown)
{
    /// <summary>The database that is copied.</summary>
    public const string Name = "everybody";

    /// <summary>How long after the door opens it was made; one key has expired by then.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(2);

    private static readonly Actor Root = Actor.CommandLine("test");

    private static CancellationToken Cancel => CancellationToken.None;

    public static Task<DoorPeople> BeginAsync(TestCluster cluster, DoorContents door) =>
        cluster.BeginningAsync(Name, DoorContents.Name, vitals => FillAsync(vitals, door, cluster.Home));

    /// <summary>Signs somebody in; returns what their browser shows then.</summary>
    public static async Task<(string Name, string Value)[]> SignInAsync(VitalsDatabase vitals, Guid user, DateTimeOffset now)
    {
        var link = await new MakeLink(LinkPurpose.SignIn, user).RunAsync(vitals, now, Root, Cancel);
        var session = ((SignInResult.In)await new UseLink(link.Token).RunAsync(vitals, now, Cancel)).Token;
        return [("Cookie", "vitals_session=" + session), ("Sec-Fetch-Site", "same-origin")];
    }

    private static async Task<DoorPeople> FillAsync(VitalsDatabase vitals, DoorContents door, VitalsHome home)
    {
        var now = OpenDoor.Opens;
        await new InviteUser("admin@house.example", "Admin", AppRole.Admin, null).RunAsync(vitals, now, Root, Cancel);
        await new InviteUser("closer@house.example", "Closer", AppRole.Closer, null).RunAsync(vitals, now, Root, Cancel);
        var users = new Dictionary<string, Guid>();
        await using (var db = await vitals.OpenAsync(Cancel))
        {
            foreach (var user in await ClientVitals.Access.Users.ReadAsync(db, null, 100, Cancel))
                users[user.Email.Split('@')[0]] = user.Id;
        }
        var shown = new Dictionary<string, (string Name, string Value)[]>();
        foreach (var (name, id) in users)
            shown[name] = await SignInAsync(vitals, id, now);
        var expired = await new MakeApiKey("expired", KeyScopeWords.All, null, now.AddMinutes(1)).RunAsync(vitals, now, Root, Cancel);
        var revoked = await new MakeApiKey("revoked", KeyScopeWords.All, null, null).RunAsync(vitals, now, Root, Cancel);
        await new RevokeApiKey(revoked.Prefix).RunAsync(vitals, now, Root, Cancel);
        var read = await new MakeApiKey("read", [KeyScope.Read], users["owner"], null).RunAsync(vitals, now, Root, Cancel);
        foreach (var (name, key) in new[] { ("full", door.Keys["owner"]), ("service", door.Keys["service"]), ("read", read.Key), ("expired", expired.Key), ("revoked", revoked.Key) })
            shown[name] = [("Authorization", "Bearer " + key)];
        shown["nobody"] = [];
        await FallSilentAsync(vitals, door.Keys["service"], home, now + After);
        return new(users, shown);
    }

    /// <summary>Leila's and Omar's calls are posted as a system posts them, and judged.</summary>
    private static async Task FallSilentAsync(VitalsDatabase vitals, string key, VitalsHome home, DateTimeOffset now)
    {
        await using (var app = FrontDoor.Build(vitals, ServeAt.Default with { Port = 0 }, new FakeTimeProvider(now), home))
        {
            await app.StartAsync(Cancel);
            using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            using var answer = await client.PostAsJsonAsync("/api/v1/calls", new { calls = Everybody.Habit(now).ToList() }, Cancel);
            answer.EnsureSuccessStatusCode();
            await app.StopAsync(Cancel);
        }
        await new RebuildRollups().RunAsync(vitals, now, Cancel);
        await new AnalyzeCallPatterns().RunAsync(vitals, now, "api", null, Cancel);
    }
}
