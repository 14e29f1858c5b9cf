namespace ClientVitals.Server.Rooms.Calls;

/// <summary>Calls on record, and those that belong to no client yet.</summary>
internal static class CallsRoom
{
    public static readonly ServerRoom Entry = new("Calls")
    {
        Api = CallRoutes.Map,
        Pages = UnmatchedPages.Map,
        Actions = [new("Match calls to clients", "/data/unmatched", seen => seen.Manages) { Words = "unmatched addresses whose" }],
    };
}
