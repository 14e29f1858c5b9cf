namespace ClientVitals.HealthScores.BackTests;

/// <summary>What each predictor said of one client-day, and what followed.</summary>
internal readonly record struct JudgedCase(
    int Client, bool Silent, double Risk, double Model, double Left, double SilentDays, double Score, double Points);
