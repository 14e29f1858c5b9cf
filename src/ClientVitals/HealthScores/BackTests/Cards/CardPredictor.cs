namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>What is compared when a version of the scorecard is tested.</summary>
public enum CardPredictor
{
    /// <summary>The score by the version that is tested, the lower the worse.</summary>
    Version,
    /// <summary>The score by the scorecard in force.</summary>
    InForce,
    /// <summary>The points of risk of the documented formula.</summary>
    OldPoints,
    /// <summary>Days since the last sign of life.</summary>
    SilentDays,
}
