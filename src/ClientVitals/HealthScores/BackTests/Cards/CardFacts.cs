namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>On what a version of the scorecard is tested.</summary>
public enum CardFacts
{
    /// <summary>Sessions and packages as they were known on each past date.</summary>
    Sessions,
    /// <summary>Days with calls take the place of sessions; packages are unknown.</summary>
    Calls,
}
