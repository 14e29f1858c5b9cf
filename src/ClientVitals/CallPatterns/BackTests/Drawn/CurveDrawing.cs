using System.Globalization;
using System.Net;
using System.Text;

namespace ClientVitals.CallPatterns.BackTests.Drawn;

/// <summary>
/// The volume-against-delay curves of a back-test as SVG: data in, picture out. Colours come from the page by class: <c>curve</c>,
/// <c>band</c> and <c>dot</c> with the rule's <see cref="Class"/>, <c>grid</c>, <c>tick</c>, <c>handle</c>.
/// </summary>
public static class CurveDrawing
{
    private const double Left = 34, Top = 16, Bottom = 44;

    /// <summary>The name of a rule's colour.</summary>
    public static string Class(BacktestRule rule) => rule switch
    {
        BacktestRule.Documented => "r-documented",
        BacktestRule.FixedSilence => "r-fixed",
        BacktestRule.OwnGap => "r-gap",
        _ => "r-calibrated",
    };

    /// <param name="width">In the units of its text, which is 12 high: draw it for the width it will have.</param>
    /// <param name="title">What the picture says, for those who do not see it.</param>
    /// <param name="say">Writes its words; null = in English.</param>
    public static string Svg(Backtest test, int width, int height, string title, SaySentence? say = null)
    {
        ArgumentNullException.ThrowIfNull(test);
        say ??= PlainEnglish.Say;
        var (x, y) = Axes(width, height);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"curves\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">");
        Grid(svg, x, y, say);
        var back = test.Curves.OrderBy(curve => curve.Rule == BacktestRule.Calibrated).ToList();
        foreach (var curve in back)
            Band(svg, curve, x, y);
        foreach (var curve in back)
            Line(svg, curve, x, y);
        Silences(svg, test.Curve(BacktestRule.FixedSilence), x, y, say);
        Names(svg, test, x, y, say);
        Handle(svg, test.Curve(BacktestRule.Calibrated).ChosenPoint, x, y);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>Where a point of the calibrated curve is in a drawing of this size.</summary>
    public static (double X, double Y) Place(BacktestPoint point, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(point);
        var (x, y) = Axes(width, height);
        return (x.At(point.Volume), y.At(point.MeanDelay));
    }

    /// <summary>Where the axis of volumes lies in a drawing of this height: the foot of the handle.</summary>
    public static double Foot(int height) => height - Bottom;

    private static (Axis X, Axis Y) Axes(int width, int height)
    {
        var right = width < 500 ? 12 : 104;
        return (new Axis(BacktestCurve.BandVolumes[0], BacktestCurve.BandVolumes[^1], Left, width - right, IsLog: true),
            new Axis(0, BacktestProtocol.FollowUp, Foot(height), Top));
    }

    private static void Grid(StringBuilder svg, Axis x, Axis y, SaySentence say)
    {
        for (var days = 0; days <= BacktestProtocol.FollowUp; days += 7)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{Axis.Number(x.Start)} {y.Placed(days)}H{Axis.Number(x.End)}\"/><text class=\"tick end\" x=\"{x.Start - 6:0.#}\" y=\"{y.At(days) + 4:0.#}\">{days}</text>");
        foreach (var volume in (double[])[.125, .25, .5, 1, 2, 4, 8])
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{x.Placed(volume)} {Axis.Number(y.Start)}v4\"/><text class=\"tick mid\" x=\"{x.Placed(volume)}\" y=\"{y.Start + 18:0.#}\">{volume:0.###}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick mid\" x=\"{(x.Start + x.End) / 2:0.#}\" y=\"{y.Start + 36:0.#}\">{WebUtility.HtmlEncode(say($"contradicted alerts per 100 client-weeks"))}</text>");
    }

    private static void Band(StringBuilder svg, BacktestCurve curve, Axis x, Axis y)
    {
        var path = new StringBuilder("M");
        foreach (var at in curve.Band)
            path.Append(CultureInfo.InvariantCulture, $"{x.Placed(at.Volume)} {y.Placed(at.Delay.High)} ");
        foreach (var at in curve.Band.Reverse())
            path.Append(CultureInfo.InvariantCulture, $"{x.Placed(at.Volume)} {y.Placed(at.Delay.Low)} ");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"band {Class(curve.Rule)}\" d=\"{path.ToString().TrimEnd()}Z\"/>");
    }

    private static void Line(StringBuilder svg, BacktestCurve curve, Axis x, Axis y)
    {
        var points = string.Join(' ', curve.Band.Select(at => $"{x.Placed(at.Volume)},{y.Placed(at.Delay.Value)}"));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"curve {Class(curve.Rule)}\" points=\"{points}\"/>");
    }

    /// <summary>The silences people know: two, three and four weeks.</summary>
    private static void Silences(StringBuilder svg, BacktestCurve curve, Axis x, Axis y, SaySentence say)
    {
        foreach (var days in (double[])[28, 21, 14])
        {
            if (curve.Points.FirstOrDefault(point => point.Constant == days) is not { } point || point.Volume < x.Low || point.Volume > x.High)
                continue;
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot {Class(curve.Rule)}\" cx=\"{x.Placed(point.Volume)}\" cy=\"{y.Placed(point.MeanDelay)}\" r=\"3.5\"/><text class=\"tick\" x=\"{x.At(point.Volume) + 6:0.#}\" y=\"{y.At(point.MeanDelay) - 6:0.#}\">{WebUtility.HtmlEncode(say($"{days:0} d"))}</text>");
        }
    }

    /// <summary>The curves' names at their right end, moved apart; on a narrow drawing the legend beside it names them.</summary>
    private static void Names(StringBuilder svg, Backtest test, Axis x, Axis y, SaySentence say)
    {
        if (x.End - x.Start < 420)
            return;
        var last = double.NegativeInfinity;
        foreach (var curve in test.Curves.OrderBy(curve => y.At(curve.Band[^1].Delay.Value)))
        {
            last = Math.Max(last + 15, y.At(curve.Band[^1].Delay.Value));
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"name {Class(curve.Rule)}\" x=\"{x.End + 8:0.#}\" y=\"{last + 4:0.#}\">{WebUtility.HtmlEncode(curve.Rule.Word(say))}</text>");
        }
    }

    private static void Handle(StringBuilder svg, BacktestPoint point, Axis x, Axis y) =>
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"handle\" transform=\"translate({x.Placed(point.Volume)} {y.Placed(point.MeanDelay)})\"><path d=\"M0 8V{y.Start - y.At(point.MeanDelay):0.#}\"/><circle r=\"6.5\"/></g>");
}
