namespace ClientVitals.Insights;

/// <summary>How far people are with a finding.</summary>
public enum InsightState
{
    /// <summary>It is there, and nobody has taken it up.</summary>
    Open,

    /// <summary>Somebody works on it.</summary>
    Accepted,

    /// <summary>It is looked at again on a stated day.</summary>
    Snoozed,

    /// <summary>Put away; a worse one opens it again.</summary>
    Dismissed,

    /// <summary>The measure is back below the limit at which it leaves.</summary>
    Recovered,
}

/// <summary>The words of states and priorities.</summary>
public static class InsightWord
{
    /// <summary>The worst first.</summary>
    private static readonly string[] Priorities = ["critical", "high", "medium", "low"];

    /// <summary>As the table keeps it.</summary>
    public static string Of(InsightState state) => state.ToString().ToUpperInvariant();

    /// <summary>Whether the first is more urgent.</summary>
    public static bool IsWorse(string priority, string than) => Array.IndexOf(Priorities, priority) < Array.IndexOf(Priorities, than);
}
