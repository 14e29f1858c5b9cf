using System.Globalization;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Versions;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>The form that changes a copy of a scorecard: what its fields say, and what is wrong with each.</summary>
/// <param name="Values">By field.</param>
/// <param name="Faults">By field, in the language of the page; empty = nothing is wrong.</param>
/// <param name="Groups">The business's own groups that can have weights of their own, in the order of their fields.</param>
public sealed record ScorecardForm(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Faults, IReadOnlyList<string> Groups)
{
    /// <summary>Groups shown at most: a form is no longer than what a page takes.</summary>
    public const int MostGroups = 30;

    public string Of(string field) => Values.GetValueOrDefault(field) ?? "";

    /// <summary>Inputs whose window can be chosen.</summary>
    public static IEnumerable<ScorecardInput> Windows(Scorecard card) => card.Inputs.Where(input => input is { Source: "sessions", Measure: "attended", Days: not null });

    /// <summary>Whether a group has weights of its own.</summary>
    public bool HasWeights(string group, Scorecard card) => card.Dimensions.Any(one => Of(ScorecardEdit.FieldOf(group, one.Name)).Length > 0);

    /// <summary>As the scorecard is; weights that add up to 1 are shown as shares of 100.</summary>
    /// <param name="inUse">Groups that clients have; those that the scorecard names come first.</param>
    public static ScorecardForm Of(Scorecard card, IReadOnlyList<string> inUse)
    {
        var scale = card.Dimensions.Sum(one => one.Weight) == 1 ? 100 : 1;
        string[] groups = [.. card.Segments.Select(one => one.Segment).Concat(inUse).Distinct().Take(Math.Max(MostGroups, card.Segments.Count))];
        var values = new Dictionary<string, string> { ["name"] = card.Name == ScorecardEdit.Documented ? "own" : card.Name };
        foreach (var dimension in card.Dimensions)
            values[$"weight_{dimension.Name}"] = Text(scale * dimension.Weight);
        foreach (var group in groups)
        {
            var own = card.Segments.FirstOrDefault(one => one.Segment == group)?.Weights;
            foreach (var dimension in card.Dimensions)
                values[ScorecardEdit.FieldOf(group, dimension.Name)] = own?.TryGetValue(dimension.Name, out var weight) == true ? Text(scale * weight) : "";
        }
        foreach (var input in Windows(card))
            values[$"window_{input.Name}"] = Text(input.Days ?? 0);
        foreach (var zone in card.Zones.SkipLast(1))
            values[$"zone_{zone.Name}"] = Text(zone.AtLeast);
        return new(values, new Dictionary<string, string>(), groups);
    }

    /// <summary>What was sent, with everything that is wrong; the edit is whole where nothing is.</summary>
    internal static (ScorecardForm Form, ScorecardEdit Edit) Read(IFormCollection sent, Scorecard card, ScorecardTexts says)
    {
        var (values, faults) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        var groups = GroupsOf(sent);
        foreach (var field in Of(card, []).Values.Keys.Where(field => !field.StartsWith("group_", StringComparison.Ordinal)).Append("note"))
            values[field] = sent[field].ToString().Trim();
        foreach (var (group, place) in groups)
        {
            // A group that is ticked to be removed has no weights any more.
            foreach (var dimension in card.Dimensions)
                values[ScorecardEdit.FieldOf(group, dimension.Name)] = sent[$"group_{place}_remove"].Count > 0 ? "" : sent[$"group_{place}_{dimension.Name}"].ToString().Trim();
        }
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
            Numbers(card.Zones.SkipLast(1).Select(one => one.Name), "zone_"))
        {
            Groups = groups.ToDictionary(
                one => one.Group,
                one => (IReadOnlyDictionary<string, decimal>)Numbers(card.Dimensions.Select(dimension => dimension.Name).Where(name => values[ScorecardEdit.FieldOf(one.Group, name)].Length > 0), ScorecardEdit.FieldOf(one.Group, ""))),
        };
        foreach (var (field, fault) in edit.Faults(card))
            faults.TryAdd(field, says.Core(fault));
        return (new(values, faults, [.. groups.Select(one => one.Group)]), edit);
    }

    /// <summary>The groups that were sent, each with the number of its fields.</summary>
    private static List<(string Group, int Place)> GroupsOf(IFormCollection sent)
    {
        var groups = new List<(string, int)>();
        for (var place = 0; sent[$"group_{place}"].ToString() is { Length: > 0 } group; place++)
        {
            if (groups.All(one => one.Item1 != group))
                groups.Add((group, place));
        }
        return groups;
    }

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
