namespace ClientVitals.Server.Rooms.Access;

/// <summary>Accounts, keys and the audit log; signing in and out.</summary>
internal static class AccessRoom
{
    public static readonly ServerRoom Entry = new("Access")
    {
        Api = AccessRoutes.Map,
        Other = routes =>
        {
            SignInRoutes.Map(routes);
            ForgotRoutes.Map(routes);
            AccountRoutes.Map(routes);
        },
    };
}
