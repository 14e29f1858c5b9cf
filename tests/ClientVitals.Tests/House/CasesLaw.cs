using System.Reflection;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>The table of <c>docs/cases.md</c> names tests that there are, has every kind, and names every test of the cases.</summary>
public sealed partial class CasesLaw
{
    private static readonly string Page = File.ReadAllText(Path.Combine(TestCluster.Root(), "docs", "cases.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Each_case_names_a_test_that_there_is() => Missing(Page).ShouldBeEmpty();

    [Fact]
    public void Each_of_the_sixteen_kinds_has_a_case() =>
        Row().Matches(Page).Select(row => int.Parse(row.Groups["kind"].Value)).Distinct().Order().ShouldBe(Enumerable.Range(1, 16));

    [Fact]
    public void Each_test_of_the_cases_is_in_the_table() => Tests.Where(test => test.Class.Namespace == "ClientVitals.Tests.Cases")
        .Select(test => $"{test.Class.Name}.{test.Name}").Where(test => !Page.Contains($"`{test}`", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void A_test_that_is_not_there_is_seen() => Missing(
        "| 1 | a case | `a command` | a value | `CasesLaw.Nobody_wrote_this` |\n| 1 | a case | `a command` | a value | no test |\n| 1 | a case | `a command` | a value | `CasesLaw.A_test_that_is_not_there_is_seen` |\n")
        .ShouldBe(["CasesLaw.Nobody_wrote_this", "no test"]);

    private static readonly IReadOnlyList<(Type Class, string Name)> Tests =
    [
        .. from one in typeof(CasesLaw).Assembly.GetTypes()
           from method in one.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           where method.GetCustomAttributes<FactAttribute>().Any()
           select (one, method.Name),
    ];

    private static IEnumerable<string> Missing(string page) => Row().Matches(page)
        .Select(row => row.Groups["test"].Value.Trim('`'))
        .Where(named => !Tests.Any(test => $"{test.Class.Name}.{test.Name}" == named));

    [GeneratedRegex(@"^\| (?<kind>\d+) \|.* \| (?<test>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
