namespace ClientVitals.Server.Rooms.Coaches;

/// <summary>The book of each coach.</summary>
internal static class CoachesRoom
{
    public static readonly ServerRoom Entry = new("Coaches")
    {
        Pages = CoachPages.Map,
        Navigation = [new("Coaches", "/coaches", "trophy", 40, seen => seen.JudgesClients) { Group = "Insights" }],
    };
}
