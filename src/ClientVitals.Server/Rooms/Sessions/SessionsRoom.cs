namespace ClientVitals.Server.Rooms.Sessions;

/// <summary>Sessions on record.</summary>
internal static class SessionsRoom
{
    public static readonly ServerRoom Entry = new("Sessions") { Api = SessionRoutes.Map };
}
