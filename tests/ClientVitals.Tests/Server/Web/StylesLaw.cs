using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <summary>
/// The styles hold from right to left, too: sides are said as start and end, never as left and right, and a style says no word, for it could not be
/// translated.
/// </summary>
public sealed partial class StylesLaw
{
    private static readonly string Styles = Path.Combine(TestCluster.Root(), "src", "ClientVitals.Server", "wwwroot", "styles");

    [Fact]
    public void Sides_are_start_and_end_and_styles_say_no_word()
    {
        var files = Directory.GetFiles(Styles, "*.css");
        files.Length.ShouldBeGreaterThan(8);
        files.SelectMany(file => Faults(File.ReadAllText(file)).Select(fault => $"{Path.GetFileName(file)}: {fault}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a { margin-left: auto; }", "margin-left: auto")]
    [InlineData("a { border-right-width: 1px }", "border-right-width: 1px")]
    [InlineData("a { top: 0; left: 4px; }", "left: 4px")]
    [InlineData("a { text-align: right; }", "text-align: right")]
    [InlineData("a { float: left }", "float: left")]
    [InlineData("a { padding: 1px 2px 3px 4px; }", "padding: 1px 2px 3px 4px")]
    [InlineData("a { inset: auto 0 0 4px; }", "inset: auto 0 0 4px")]
    [InlineData("a { border-radius: 8px 0 0 8px; }", "border-radius: 8px 0 0 8px")]
    [InlineData("a::before { content: \"next: \"; }", "content: \"next: \"")]
    [InlineData("a { margin: 1px 2px 3px 2px; inset-inline-start: 0; text-align: start; scroll-margin: 88px 0; }", null)]
    [InlineData("a::before { content: attr(data-name) \": \"; } /* left: 4px */ b { margin: 0 auto; border-radius: 8px; }", null)]
    public void What_does_not_turn_round_is_found(string style, string? fault) => Faults(style).ShouldBe(fault is null ? [] : [fault]);

    private static IEnumerable<string> Faults(string style)
    {
        foreach (Match rule in Declaration().Matches(Comment().Replace(style, "")))
        {
            var (name, value) = (rule.Groups[1].Value, rule.Groups[2].Value.Trim());
            var sides = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (Side().IsMatch(name)
                || (name is "text-align" or "float" or "clear" && value is "left" or "right")
                || (name is "margin" or "padding" or "inset" or "border-width" && sides is [_, var right, _, var left] && right != left)
                || (name == "border-radius" && sides.Length > 1)
                || (name == "content" && Word().IsMatch(value)))
                yield return $"{name}: {value}";
        }
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<=[{;\s])([a-z][a-z-]*):\s*([^;{}]+)(?=[;}])")]
    private static partial Regex Declaration();

    [GeneratedRegex("(^|-)(left|right)(-|$)")]
    private static partial Regex Side();

    /// <summary>A word between quotes.</summary>
    [GeneratedRegex("\"[^\"]*[A-Za-z]{2,}[^\"]*\"")]
    private static partial Regex Word();
}
