namespace ClientVitals.Server.Rooms.Packages;

/// <summary>Packages on record, and whose run out.</summary>
internal static class PackagesRoom
{
    public static readonly ServerRoom Entry = new("Packages")
    {
        Api = PackageRoutes.Map,
        Pages = RenewalPages.Map,
        Navigation = [new("Renewals due", RenewalPages.Address, "arrow-path", 46, seen => seen.JudgesClients) { Group = "Sales" }],
        Actions = [new("Show overdue renewals", RenewalPages.Address + "?state=OVERDUE", seen => seen.JudgesClients) { Words = "package expired used up renew" }],
    };
}
