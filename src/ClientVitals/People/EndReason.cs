namespace ClientVitals.People;

/// <summary>Why a client leaves.</summary>
public enum EndReason
{
    Other,
    /// <summary>They left: they said so, or an alarm was answered so.</summary>
    Left,
    /// <summary>The last day of their package.</summary>
    Package,
    /// <summary>An end that was agreed.</summary>
    Agreed,
}

/// <summary>Its word in the tables.</summary>
public static class EndReasonWords
{
    public static string Word(this EndReason reason) => reason.ToString().ToUpperInvariant();
}
