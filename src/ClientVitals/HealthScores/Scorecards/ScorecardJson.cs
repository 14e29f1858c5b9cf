using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientVitals.HealthScores.Scorecards;

/// <summary>Scorecards as JSON: what the database keeps, and what the owner edits.</summary>
public static class ScorecardJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        WriteIndented = true,
    };

    /// <summary>The scorecard as text.</summary>
    public static string Write(Scorecard card) => JsonSerializer.Serialize(card, Options);

    /// <summary>Reads and checks a scorecard. Throws <see cref="PlainError"/> that says what is wrong and where.</summary>
    public static Scorecard Read(string json)
    {
        try
        {
            var card = WithoutGaps(JsonSerializer.Deserialize<Scorecard>(json, Options)
                ?? throw new PlainError("The scorecard is empty; write an object with a name, inputs, dimensions and zones."));
            ScorecardFaults.Check(card);
            return card;
        }
        catch (JsonException wrong)
        {
            throw new PlainError($"The scorecard cannot be read at {wrong.Path ?? "$"}, line {wrong.LineNumber + 1}: {wrong.Message}", wrong);
        }
    }

    /// <summary>Lists that were left out are empty.</summary>
    private static Scorecard WithoutGaps(Scorecard card) => card with
    {
        Inputs = card.Inputs ?? [],
        Derived = card.Derived ?? [],
        Dimensions = [.. (card.Dimensions ?? []).Select(one => one with { Parts = WithoutGaps(one.Parts) })],
        Zones = card.Zones ?? [],
        Trend = card.Trend ?? new ScorecardTrend(7, 5),
        Risk = card.Risk is { } risk ? risk with { Parts = WithoutGaps(risk.Parts) } : null,
        Categories = [.. (card.Categories ?? []).Select(one => one with { When = one.When ?? [] })],
        Priorities = [.. (card.Priorities ?? []).Select(one => one with { When = one.When ?? [] })],
        EarlyWarning = card.EarlyWarning ?? [],
        Levers = [.. (card.Levers ?? []).Select(one => one with { Changes = one.Changes ?? [] })],
        Segments = card.Segments ?? [],
    };

    private static ScorecardPart[] WithoutGaps(IReadOnlyList<ScorecardPart>? parts) =>
        [.. (parts ?? []).Select(part => part with { Rules = [.. (part.Rules ?? []).Select(rule => rule with { When = rule.When ?? [] })] })];
}
