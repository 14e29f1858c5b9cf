namespace ClientVitals.Server.Rooms.Settings;

/// <summary>What the business has set.</summary>
internal static class SettingsRoom
{
    public static readonly ServerRoom Entry = new("Settings")
    {
        Api = SettingsRoutes.Map,
        Pages = SettingsPages.Map,
        Navigation = [new("Settings", "/settings", "cog-6-tooth", 80, seen => seen.Manages) { Group = "Admin" }],
        Actions =
        [
            new("Enter a business closure", "/settings#pauses", seen => seen.Manages) { Words = "pause ramadan holiday closed" },
            new("Change the time zone or the locale", "/settings#business", seen => seen.Manages) { Words = "currency region country budget" },
            new("Invite somebody", "/settings#invite", seen => seen.Manages) { Words = "team user account coach" },
            new("Make an API key", "/settings#new-key", seen => seen.Manages) { Words = "program token" },
        ],
    };
}
