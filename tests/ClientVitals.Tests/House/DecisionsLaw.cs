using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>A decision that a later one superseded says so at its top, so that nobody builds on it.</summary>
public sealed partial class DecisionsLaw
{
    private static readonly IReadOnlyDictionary<int, string> Decisions = Directory
        .EnumerateFiles(Path.Combine(TestCluster.Root(), "docs", "decisions"), "*.md")
        .ToDictionary(file => int.Parse(Path.GetFileName(file)[..4]), file => File.ReadAllText(file).ReplaceLineEndings("\n"));

    [Fact]
    public void What_a_decision_supersedes_names_it_at_its_top() => Unmarked(Decisions).ShouldBeEmpty();

    [Fact]
    public void A_decision_without_its_mark_is_seen() =>
        Unmarked(new Dictionary<int, string>
        {
            [1] = "# 1. One\n\nStatus: superseded in part by 0003.\n",
            [2] = "# 2. Two\n\nText that says by 0003.\n",
            [3] = "# 3. Three\n\nSupersedes decision 1 in one thing, and decision 2 in another.\n",
        }).ShouldBe(["2 does not say that 3 supersedes it"]);

    private static IEnumerable<string> Unmarked(IReadOnlyDictionary<int, string> decisions) =>
        from decision in decisions
        from line in decision.Value.Split('\n').Where(line => line.StartsWith("Supersedes ", StringComparison.Ordinal))
        from Match earlier in Number().Matches(line)
        let number = int.Parse(earlier.Groups[1].Value)
        where !decisions[number].Split('\n').Take(4).Any(top => top.StartsWith("Status: superseded", StringComparison.Ordinal) && top.Contains($"{decision.Key:0000}", StringComparison.Ordinal))
        select $"{number} does not say that {decision.Key} supersedes it";

    [GeneratedRegex(@"decision (\d+)")]
    private static partial Regex Number();
}
