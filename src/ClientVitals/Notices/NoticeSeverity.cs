namespace ClientVitals.Notices;

/// <summary>How much a notice matters.</summary>
public enum NoticeSeverity
{
    /// <summary>Good to know; gathered in the daily digest.</summary>
    Info,
    /// <summary>Somebody should look today.</summary>
    Warning,
    /// <summary>Somebody should look now: never held back by quiet hours or the digest.</summary>
    Critical,
}

/// <summary>Severities as tables, commands and pages name them.</summary>
public static class NoticeSeverityWords
{
    public static IReadOnlyList<NoticeSeverity> All { get; } = Enum.GetValues<NoticeSeverity>();

    public static string Word(this NoticeSeverity severity) => severity.ToString().ToLowerInvariant();

    /// <exception cref="PlainError">There is no such severity.</exception>
    public static NoticeSeverity Of(string? word)
    {
        foreach (var severity in All)
        {
            if (severity.Word() == word?.Trim().ToLowerInvariant())
                return severity;
        }
        throw new PlainError($"The severity must be info, warning or critical, not \"{word}\".");
    }
}
