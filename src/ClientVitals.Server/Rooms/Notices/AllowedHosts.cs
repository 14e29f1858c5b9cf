namespace ClientVitals.Server.Rooms.Notices;

/// <summary>Hosts within a private network to which notices may be sent, as the environment says.</summary>
public static class AllowedHosts
{
    /// <summary>The environment variable: host names or addresses, divided by commas.</summary>
    public const string Variable = "VITALS_ALLOWED_HOSTS";

    public static IReadOnlyList<string> FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
