namespace ClientVitals.Server.Web;

/// <summary>Where a form or a link leads back to.</summary>
internal static class LocalAddress
{
    /// <summary>Only an address of our own: a link that leads elsewhere after signing in is a trap.</summary>
    public static string Of(string? to) => to is ['/', ..] and not ['/', '/' or '\\', ..] && to.Length <= FieldLimits.Text && !to.Any(char.IsControl)
        // A header is ASCII: other letters go as their UTF-8, escaped, as browsers write them.
        ? string.Concat(to.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())))
        : "/";
}
