namespace ClientVitals.Access;

/// <summary>What somebody or something is called, as a person writes it.</summary>
internal static class GivenName
{
    private const int Longest = FieldLimits.Name;

    /// <summary>Without the blanks around it; null when it is not a name: empty, too long, with broken or control characters.</summary>
    public static string? Of(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > Longest || text.Any(char.IsControl) || !Password.IsWellFormed(text) ? null : text.Trim();
}
