using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.People;
using Dapper;

namespace ClientVitals.Tests.Server;

/// <summary>What the database of an open door holds at first: made once in a run, by the core's own acts.</summary>
/// <param name="Leila">A client of Sara's.</param>
/// <param name="Omar">A client of Tom's.</param>
/// <param name="Keys">Keys by name: owner, coach, other, setter, service.</param>
internal sealed record DoorContents(Guid Leila, Guid Omar, IReadOnlyDictionary<string, string> Keys)
{
    /// <summary>The database that is copied.</summary>
    public const string Name = "door";

    public static Task<DoorContents> BeginAsync(TestCluster cluster) => cluster.BeginningAsync(Name, TestCluster.Template, FillAsync);

    private static async Task<DoorContents> FillAsync(VitalsDatabase vitals)
    {
        var (now, root, cancel) = (OpenDoor.Opens, Actor.CommandLine("test"), CancellationToken.None);
        await using (var admin = await vitals.OpenAdminAsync(cancel))
        {
            await admin.ExecuteAsync("""
                insert into settings (set_by, business_zone) values ('test', 'Asia/Dubai');
                insert into staff (name) values ('Sara'), ('Tom');
                """);
        }
        await RebuildRollups.RunWithoutCallsAsync(vitals, now, cancel);
        var leila = (await new AddClient(["leila@example.com", "+971501234567"], "Leila", "Haddad", "Sara", "AE").RunAsync(vitals, now, cancel)).Id;
        var omar = (await new AddClient(["omar@example.com"], "Omar", "Aziz", "Tom", "AE").RunAsync(vitals, now, cancel)).Id;
        var keys = new Dictionary<string, string>();
        foreach (var (name, role, staff) in new[] { ("owner", AppRole.Owner, null), ("coach", AppRole.Coach, "Sara"), ("other", AppRole.Coach, "Tom"), ("setter", AppRole.Setter, (string?)null) })
        {
            var user = await new InviteUser($"{name}@house.example", name, role, staff).RunAsync(vitals, now, root, cancel);
            keys[name] = (await new MakeApiKey(name, role.Scopes(), user.Id, null).RunAsync(vitals, now, root, cancel)).Key;
        }
        keys["service"] = (await new MakeApiKey("service", KeyScopeWords.All, null, null).RunAsync(vitals, now, root, cancel)).Key;
        return new(leila, omar, keys);
    }
}
