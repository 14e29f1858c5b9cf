namespace ClientVitals.Insights;

/// <summary>What somebody does with a finding.</summary>
public enum InsightAct
{
    /// <summary>Works on it; nobody else has to.</summary>
    Accepted,

    /// <summary>It is looked at again in the first run of a stated day.</summary>
    Snoozed,

    /// <summary>Puts it away; a worse one opens it again.</summary>
    Dismissed,

    /// <summary>Hands it to somebody, or to nobody in particular.</summary>
    Assigned,
}

/// <summary>The words of acts.</summary>
public static class InsightActWords
{
    /// <summary>The longest snooze, in days.</summary>
    public const int LongestSnoozeDays = 90;

    /// <summary>All of them, as a person may write them.</summary>
    public const string All = "accepted, snoozed, dismissed, assigned";

    /// <summary>An act by its word in any case; null = there is no such act.</summary>
    public static InsightAct? Read(string? word) => Enum.GetNames<InsightAct>().FirstOrDefault(name => string.Equals(name, word?.Trim(), StringComparison.OrdinalIgnoreCase)) is { } name
        ? Enum.Parse<InsightAct>(name) : null;

    /// <summary>As the table keeps it.</summary>
    public static string Word(this InsightAct act) => act.ToString().ToUpperInvariant();
}
