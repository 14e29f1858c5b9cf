namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>One client on one past date: what each predictor said, and what followed.</summary>
/// <param name="Client">A number for the client.</param>
/// <param name="Morning">The place of the date.</param>
/// <param name="Group">The place of the client's group; −1 = none.</param>
/// <param name="NextIn">Days until the next sign of life, 0 = this day; <see cref="int.MaxValue"/> = none.</param>
/// <param name="AwayIn">Days until the client is away; <see cref="int.MaxValue"/> = not that is known.</param>
internal readonly record struct CardCase(
    int Client, int Morning, int Group, int NextIn, int AwayIn, double Version, double InForce, double OldPoints, double SilentDays)
{
    /// <summary>The higher, the likelier is silence.</summary>
    public double Of(CardPredictor predictor) => predictor switch
    {
        CardPredictor.Version => -Version,
        CardPredictor.InForce => -InForce,
        CardPredictor.OldPoints => OldPoints,
        // A week more says much after one week and little after ten.
        _ => Math.Log((SilentDays + 3) / 7),
    };
}
