using System.Globalization;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Versions;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>The form that changes a copy of a scorecard: what its fields say, and what is wrong with each.</summary>
/// <param name="Values">By field.</param>
/// <param name="Faults">By field, in the language of the page; empty = nothing is wrong.</param>
public sealed record ScorecardForm(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Faults)
{
    public string Of(string field) => Values.GetValueOrDefault(field) ?? "";

    /// <summary>Inputs whose window can be chosen.</summary>
    public static IEnumerable<ScorecardInput> Windows(Scorecard card) => card.Inputs.Where(input => input is { Source: "sessions", Measure: "attended", Days: not null });

    /// <summary>As the scorecard is; weights that add up to 1 are shown as shares of 100.</summary>
    public static ScorecardForm Of(Scorecard card)
    {
        var scale = card.Dimensions.Sum(one => one.Weight) == 1 ? 100 : 1;
        var values = new Dictionary<string, string> { ["name"] = card.Name == ScorecardEdit.Documented ? "own" : card.Name };
        foreach (var dimension in card.Dimensions)
            values[$"weight_{dimension.Name}"] = Text(scale * dimension.Weight);
        foreach (var input in Windows(card))
            values[$"window_{input.Name}"] = Text(input.Days ?? 0);
        foreach (var zone in card.Zones.SkipLast(1))
            values[$"zone_{zone.Name}"] = Text(zone.AtLeast);
        return new(values, new Dictionary<string, string>());
    }

    /// <summary>What was sent, with everything that is wrong; the edit is whole where nothing is.</summary>
    internal static (ScorecardForm Form, ScorecardEdit Edit) Read(IFormCollection sent, Scorecard card, ScorecardTexts says)
    {
        var (values, faults) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var field in Of(card).Values.Keys.Append("note"))
            values[field] = sent[field].ToString().Trim();
        decimal? Number(string field)
        {
            if (decimal.TryParse(values[field], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is > -1_000_000 and < 1_000_000)
                return number;
            faults[field] = says.NotNumber(values[field]);
            return null;
        }

        Dictionary<string, decimal> Numbers(IEnumerable<string> names, string prefix) =>
            names.Select(name => (name, Value: Number(prefix + name))).Where(one => one.Value is not null).ToDictionary(one => one.name, one => one.Value!.Value);

        var edit = new ScorecardEdit(
            values["name"],
            Numbers(card.Dimensions.Select(one => one.Name), "weight_"),
            Numbers(Windows(card).Select(one => one.Name), "window_").ToDictionary(one => one.Key, one => (int)one.Value),
            Numbers(card.Zones.SkipLast(1).Select(one => one.Name), "zone_"));
        foreach (var (field, fault) in edit.Faults(card))
            faults.TryAdd(field, says.Core(fault));
        return (new(values, faults), edit);
    }

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
