namespace ClientVitals.Database;

/// <summary>The state of one thing.</summary>
public enum FindingState
{
    /// <summary>As it should be.</summary>
    Good,
    /// <summary>It works, and somebody should look.</summary>
    Look,
    /// <summary>It does not work, or soon will not.</summary>
    Broken,
}

/// <summary>What the doctor found.</summary>
/// <param name="Check">Which thing was looked at.</param>
/// <param name="Sentence">How it is and, unless it is good, what to do.</param>
public sealed record Finding(FindingState State, string Check, string Sentence)
{
    public static Finding Good(string check, string sentence) => new(FindingState.Good, check, sentence);

    public static Finding Look(string check, string sentence) => new(FindingState.Look, check, sentence);

    public static Finding Broken(string check, string sentence) => new(FindingState.Broken, check, sentence);

    /// <summary>At the head of its line.</summary>
    public string Sign => State switch
    {
        FindingState.Good => "✓",
        FindingState.Look => "!",
        _ => "✗",
    };
}
