namespace ClientVitals.Server.Rooms.Access;

/// <summary>Accounts, keys and the audit log; signing in and out.</summary>
internal static class AccessRoom
{
    public static readonly ServerRoom Entry = new("Access")
    {
        Api = AccessRoutes.Map,
        Pages = AuditPages.Map,
        Other = routes =>
        {
            SignInRoutes.Map(routes);
            ForgotRoutes.Map(routes);
            AccountRoutes.Map(routes);
        },
        Navigation = [new("Audit log", "/audit", "shield-check", 75, seen => seen.Who.Manages) { Group = "Admin" }],
        Actions =
        [
            new("Change your name or password", "/account", seen => seen.Who.SessionId is not null) { Words = "account session sign out everywhere" },
            new("Read the API documentation", "/api/docs", _ => true) { Words = "program key swagger openapi" },
        ],
    };
}
