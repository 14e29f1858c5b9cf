namespace ClientVitals.HealthScores.Scorecards;

/// <summary>The scorecards that come with the product.</summary>
public static class ShippedScorecards
{
    /// <summary>The formula the business documented (design/earlier-system.md 3.3), with the deviations of decision 50.</summary>
    public static Scorecard Documented { get; } = Read("documented-v1");

    private static Scorecard Read(string id)
    {
        var name = $"{typeof(ShippedScorecards).Namespace}.{id}.json";
        using var stream = typeof(ShippedScorecards).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The scorecard {name} is not in the program.");
        using var reader = new StreamReader(stream);
        return ScorecardJson.Read(reader.ReadToEnd());
    }
}
