using System.Text.RegularExpressions;
using ClientVitals.Access;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Calls;
using ClientVitals.Interventions;
using ClientVitals.Packages;
using ClientVitals.Payments;
using ClientVitals.People;
using ClientVitals.Scheduling;
using ClientVitals.Sessions;
using ClientVitals.Sources;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary><c>docs/glossary.md</c> explains each word of the tables, the command line and the API in one sentence, by name, and is easy to find.</summary>
public sealed partial class GlossaryLaw
{
    private static readonly string Page = File.ReadAllText(Path.Combine(TestCluster.Root(), "docs", "glossary.md")).ReplaceLineEndings("\n");

    /// <summary>The words people meet, from the types that write them.</summary>
    private static readonly IReadOnlyList<string> Words =
    [
        .. Enum.GetValues<PatternStatus>().Select(one => one.Word()),
        .. Enum.GetValues<PatternHold>().Select(one => one.Word()).OfType<string>(),
        .. Enum.GetValues<CloseReason>().Select(one => one.Word()),
        .. Enum.GetValues<Outcome>().Select(one => one.Word()),
        .. Enum.GetValues<PatternAnswer>().Select(one => one.Word()),
        .. Enum.GetValues<EndReason>().Select(one => one.Word()),
        .. Enum.GetValues<CallStatus>().Select(one => one.Word()),
        .. Enum.GetValues<CallChannel>().Select(one => one.Word()),
        .. Enum.GetValues<CallDirection>().Select(one => one.Word()),
        .. Enum.GetValues<CallOutcome>().Select(one => one.Word()),
        .. SessionFact.Statuses.Meanings,
        .. PackageFact.Statuses.Meanings,
        .. PaymentFact.Statuses.Meanings,
        .. Enum.GetValues<AppRole>().Select(one => one.Word()),
        .. Enum.GetValues<RunState>().Select(one => one.ToString().ToLowerInvariant()),
        .. KeyScopeWords.All.Select(one => one.Word()),
        .. WebhookSchemeWords.Words,
    ];

    [Fact]
    public void Each_word_of_the_tables_is_explained() => Missing(Page).ShouldBeEmpty();

    [Fact]
    public void Each_term_has_one_sentence_and_its_place_by_name() => Faults(Page).ShouldBeEmpty();

    [Fact]
    public void The_glossary_is_found_from_the_first_page() =>
        File.ReadAllText(Path.Combine(TestCluster.Root(), "README.md")).ShouldContain("](docs/glossary.md)");

    [Fact]
    public void A_word_that_nobody_explains_is_seen() =>
        Missing(Page.Replace("| `STALE` |", "| `STALER` |", StringComparison.Ordinal)).ShouldBe(["STALE"]);

    [Theory]
    [InlineData("| b | Two. |\n| a | One. |\n", "a comes after b")]
    [InlineData("| a | One. |\n| a | Again. |\n", "a is there two times")]
    [InlineData("| a | One |\n", "a: write one sentence")]
    [InlineData("| a | One. And another. |\n", "a: write one sentence")]
    [InlineData("## One\n\n| b | One. |\n\n## Two\n\n| a | Two. |\n", null)]
    public void Each_fault_is_seen(string page, string? fault) => Faults(page).ShouldBe(fault is null ? [] : [fault]);

    private static IEnumerable<string> Missing(string page)
    {
        var terms = Term().Matches(page).Select(term => term.Groups["term"].Value.Trim('`')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Words.Distinct().Where(word => !terms.Contains(word));
    }

    private static IEnumerable<string> Faults(string page)
    {
        foreach (var part in page.Split("\n## "))
        {
            var terms = Term().Matches(part).Select(term => (Name: term.Groups["term"].Value.Trim('`'), Meaning: term.Groups["meaning"].Value)).Where(term => term.Name != "term").ToList();
            foreach (var (before, after) in terms.Zip(terms.Skip(1)))
            {
                if (string.Equals(before.Name, after.Name, StringComparison.OrdinalIgnoreCase))
                    yield return $"{after.Name} is there two times";
                else if (string.Compare(before.Name, after.Name, StringComparison.OrdinalIgnoreCase) > 0)
                    yield return $"{after.Name} comes after {before.Name}";
            }
            foreach (var (name, meaning) in terms)
            {
                if (!Sentence().IsMatch(meaning))
                    yield return $"{name}: write one sentence";
            }
        }
    }

    [GeneratedRegex(@"^\| (?<term>[^|]+) \| (?<meaning>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Term();

    [GeneratedRegex(@"^[A-Z][^.]*(?:\.\d[^.]*)*\.$")]
    private static partial Regex Sentence();
}
