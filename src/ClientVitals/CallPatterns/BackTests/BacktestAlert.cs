namespace ClientVitals.CallPatterns.BackTests;

/// <summary>An alert that the calibrated rule would have opened at the budget in force.</summary>
/// <param name="Client">As the history calls the client.</param>
/// <param name="OpenedOn">The business day.</param>
/// <param name="Outcome">What really happened then.</param>
public sealed record BacktestAlert(string Client, DateOnly OpenedOn, AlertOutcome Outcome);
