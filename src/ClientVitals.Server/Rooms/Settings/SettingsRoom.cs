namespace ClientVitals.Server.Rooms.Settings;

/// <summary>What the business has set.</summary>
internal static class SettingsRoom
{
    public static readonly ServerRoom Entry = new("Settings")
    {
        Api = SettingsRoutes.Map,
        Pages = SettingsPages.Map,
        Navigation = [new("Settings", "/settings", "cog-6-tooth", 70, seen => seen.Manages)],
    };
}
