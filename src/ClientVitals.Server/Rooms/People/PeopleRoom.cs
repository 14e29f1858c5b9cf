using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Rooms.People;

/// <summary>Clients: the list, one client, possible duplicates.</summary>
internal static class PeopleRoom
{
    public static readonly ServerRoom Entry = new("People")
    {
        ApiTag = "Clients",
        Api = ClientRoutes.Map,
        Pages = pages =>
        {
            ClientListPages.Map(pages);
            ClientPages.Map(pages);
            DuplicatePages.Map(pages);
        },
        Services = static (services, _) => services.AddSingleton<DuplicateHunt>(),
        Navigation = [new("Clients", "/clients", "users", 20, _ => true)],
        Actions =
        [
            new("Look for possible duplicates", "/data/duplicates", seen => seen.Manages) { Words = "merge join clients twice" },
            new("Show the newest clients", "/clients?sort=newest", _ => true),
        ],
    };
}
