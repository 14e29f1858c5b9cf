namespace ClientVitals.Server.Web;

/// <summary>Where a form or a link leads back to.</summary>
internal static class LocalAddress
{
    /// <summary>Only an address of our own: a link that leads elsewhere after signing in is a trap.</summary>
    public static string Of(string? to) => to is ['/', ..] and not ['/', '/' or '\\', ..] && !to.Any(char.IsControl) ? to : "/";
}
