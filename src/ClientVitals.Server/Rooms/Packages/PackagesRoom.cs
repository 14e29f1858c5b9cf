namespace ClientVitals.Server.Rooms.Packages;

/// <summary>Packages on record.</summary>
internal static class PackagesRoom
{
    public static readonly ServerRoom Entry = new("Packages") { Api = PackageRoutes.Map };
}
