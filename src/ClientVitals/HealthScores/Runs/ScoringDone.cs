namespace ClientVitals.HealthScores.Runs;

/// <summary>What a scoring did.</summary>
/// <param name="AsOf">The moment scored.</param>
/// <param name="Scorecard">By which rules: "documented-v1".</param>
/// <param name="Clients">Clients looked at.</param>
/// <param name="Scored">Those of them with a score; the rest are unknown, and history says why.</param>
/// <param name="AverageScore">Of those who have a score; null = nobody has one.</param>
/// <param name="Critical">Clients whose intervention is of priority CRITICAL.</param>
/// <param name="Moved">Clients in another zone than when it was last known.</param>
/// <param name="Written">Rows changed in history, hub and zone changes; 0 = a past moment whose scores were the same.</param>
/// <param name="Current">Whether the hub was written, or history only.</param>
/// <param name="WhyUnknown">Why the unknown ones are, and how many each; the most first.</param>
public sealed record ScoringDone(
    DateTimeOffset AsOf,
    DateOnly ScoredOn,
    string BusinessZone,
    string Scorecard,
    long RunId,
    int Clients,
    int Scored,
    int Red,
    int Yellow,
    int Green,
    int Purple,
    decimal? AverageScore,
    int Critical,
    int Moved,
    long Written,
    bool Current,
    IReadOnlyList<UnknownCount> WhyUnknown);

/// <summary>Why scores are unknown, and how many.</summary>
public sealed record UnknownCount(string Why, int Clients);
