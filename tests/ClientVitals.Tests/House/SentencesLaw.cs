using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>
/// An error of the core keeps its values apart, so that a page can say it in another language: its sentence is one interpolated string, not a text that was put
/// together before.
/// </summary>
public sealed partial class SentencesLaw
{
    /// <summary>Files whose errors only a command line prints, with the reason.</summary>
    private static readonly Dictionary<string, string> CommandLine = new()
    {
        ["Adopt/AdoptPlan.cs"] = "the refusals of a plan, a list of lines",
    };

    [Fact]
    public void An_error_is_not_put_together_from_texts()
    {
        var core = Path.Combine(TestCluster.Root(), "src", "ClientVitals");
        var files = Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(core, file).StartsWith("obj", StringComparison.Ordinal)).ToList();
        files.Sum(file => Error().Count(File.ReadAllText(file))).ShouldBeGreaterThan(200);
        files.Where(file => !CommandLine.ContainsKey(Path.GetRelativePath(core, file).Replace('\\', '/')))
            .SelectMany(file => Composed(File.ReadAllText(file)).Select(argument => $"{Path.GetFileName(file)}: {argument}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("new PlainError(\"plain\")", 0)]
    [InlineData("new PlainError($\"a {x(1)} b\", cause)", 0)]
    [InlineData("new NotFoundException(isOne ? (Sentence)$\"a {x}\" : $\"b {x}\")", 0)]
    [InlineData("new PlainError(isOne ? $\"a {x}\" : $\"b {x}\")", 1)]
    [InlineData("new PlainError(\"a \" + $\"{x}\")", 1)]
    [InlineData("new PlainError(\n    string.Create(CultureInfo.InvariantCulture, $\"a {x}\"))", 1)]
    [InlineData("new ForbiddenException(NoSuchClient)", 0)]
    public void The_law_tells_what_was_put_together(string code, int faults) => Composed(code).Count().ShouldBe(faults);

    /// <summary>Arguments with an interpolated string that is not the whole of them.</summary>
    private static IEnumerable<string> Composed(string code) =>
        from Match error in Error().Matches(code)
        let argument = Argument(code, error.Index + error.Length)
        where argument.Contains("$\"", StringComparison.Ordinal) && !argument.StartsWith('$') && !argument.Contains("(Sentence)$\"", StringComparison.Ordinal)
        select argument.ReplaceLineEndings(" ");

    private static string Argument(string code, int from)
    {
        var (at, depth) = (from, 1);
        while (depth > 0)
        {
            if (code[at] == '"')
                at = End(code, at);
            depth += code[at] switch { '(' => 1, ')' => -1, _ => 0 };
            at++;
        }
        return code[from..(at - 1)].Trim();
    }

    private static int End(string code, int quote)
    {
        for (quote++; code[quote] != '"'; quote++)
            quote += code[quote] == '\\' ? 1 : 0;
        return quote;
    }

    [GeneratedRegex(@"new (PlainError|NotFoundException|ForbiddenException|AtWorkException|RetryLaterException)\(")]
    private static partial Regex Error();
}
