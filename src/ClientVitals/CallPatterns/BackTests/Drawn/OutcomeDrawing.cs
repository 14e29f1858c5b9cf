using System.Globalization;
using System.Net;
using System.Text;

namespace ClientVitals.CallPatterns.BackTests.Drawn;

/// <summary>
/// What became of the alerts of each rule, one bar a rule, as SVG: data in, picture out. Colours come from the page by class: <c>o-0</c>
/// to <c>o-5</c> in the order of <see cref="AlertOutcome"/>.
/// </summary>
public static class OutcomeDrawing
{
    private const int Row = 52;

    /// <summary>An outcome in words.</summary>
    public static string Words(AlertOutcome outcome) => Words(outcome, PlainEnglish.Say);

    /// <inheritdoc cref="Words(AlertOutcome)"/>
    public static string Words(AlertOutcome outcome, SaySentence say)
    {
        ArgumentNullException.ThrowIfNull(say);
        return outcome switch
        {
            AlertOutcome.CameBack => say($"came back by themselves"),
            AlertOutcome.CalledOnce => say($"called once"),
            AlertOutcome.Silent30 => say($"silent 30 days"),
            AlertOutcome.Silent60 => say($"silent 60 days"),
            AlertOutcome.Silent90 => say($"silent 90 days"),
            _ => say($"too early to tell"),
        };
    }

    /// <param name="width">In the units of its text, which is 12 high.</param>
    /// <param name="say">Writes its words; null = in English.</param>
    public static string Svg(Backtest test, int width, string title, SaySentence? say = null)
    {
        ArgumentNullException.ThrowIfNull(test);
        say ??= PlainEnglish.Say;
        var height = test.Curves.Count * Row + 4;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"outcomes\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">");
        for (var row = 0; row < test.Curves.Count; row++)
            Bar(svg, test.Curves[row], width, row * Row, say);
        return svg.Append("</svg>").ToString();
    }

    private static void Bar(StringBuilder svg, BacktestCurve curve, int width, int top, SaySentence say)
    {
        var point = curve.ChosenPoint;
        // A narrow drawing has no room for both; the table beside it says the setting.
        var alerts = width < 500 ? say($"{point.Opened} alerts") : say($"{curve.ChosenSetting.Words(say)}: {point.Opened} alerts");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"name {CurveDrawing.Class(curve.Rule)}\" x=\"0\" y=\"{top + 15}\">{WebUtility.HtmlEncode(curve.Rule.Word(say))}</text><text class=\"tick end\" x=\"{width}\" y=\"{top + 15}\">{WebUtility.HtmlEncode(alerts)}</text>");
        var left = 0.0;
        foreach (var outcome in Enum.GetValues<AlertOutcome>())
        {
            var length = point.Opened == 0 ? 0 : width * (double)point.Of(outcome) / point.Opened;
            if (length > 0)
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"o-{(int)outcome}\" x=\"{Axis.Number(left)}\" y=\"{top + 22}\" width=\"{Axis.Number(Math.Max(0.5, length - 1))}\" height=\"20\"/>");
            if (length > 9 * Digits(point.Of(outcome)) + 4)
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"on o-{(int)outcome}\" x=\"{left + length / 2:0.#}\" y=\"{top + 36}\">{point.Of(outcome)}</text>");
            left += length;
        }
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;
}
