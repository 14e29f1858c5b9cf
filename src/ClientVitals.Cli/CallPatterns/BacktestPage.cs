using System.Globalization;
using System.Net;
using System.Text;
using ClientVitals.CallPatterns.BackTests;
using ClientVitals.CallPatterns.BackTests.Drawn;

namespace ClientVitals.Cli.CallPatterns;

/// <summary>The report of a back-test as one self-contained page: no file beside it, complete without its script.</summary>
internal static class BacktestPage
{
    private const int Wide = 840, WideHigh = 380, Narrow = 320, NarrowHigh = 300;

    public static string Of(Backtest test, BacktestSource source)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Back-test of the call-pattern rules</title>\n<style>\n");
        page.Append(Part("BacktestPage.css")).Append("</style></head>\n<body><main>\n");
        page.Append(Said($"<p class=\"meta\">Back-test · {Html(source.Name)} · calls until {test.Protocol.To:d MMM yyyy} · read {Html(Wording.Moment(source.ReadAt, source.Zone))}</p>\n"));
        page.Append(Said($"<h1>{Html(test.Verdict())}</h1>\n"));
        page.Append(Said($"<p>{test.Eligible} of {test.Clients} clients called often enough to be tested, over {test.ClientWeeks:0} client-weeks from {test.Protocol.From:d MMM yyyy}. {test.Plantings} leavers were simulated from clients who in truth went on calling; the question is how long each rule takes to detect them, when each is allowed the same number of wrong alerts.</p>\n"));
        Curves(page, test);
        Budget(page, test);
        Aftermath(page, test);
        if (test.Visits is { } visits)
            Visits(page, visits, test.CountsVisits);
        page.Append("<section><h2>How it was done</h2><ol>");
        foreach (var sentence in test.Protocol.Sentences())
            page.Append(Said($"<li>{Html(sentence)}</li>"));
        page.Append(Said($"</ol><p class=\"note\" style=\"margin-top:12px\">Source: {Html(source.Name)}, days in {Html(source.Zone.Id)}. The same file, window, number of simulated leavers and seed give the same page.</p></section>\n"));
        page.Append("</main>").Append(Script(test)).Append("</body></html>\n");
        return page.ToString();
    }

    private static void Curves(StringBuilder page, Backtest test)
    {
        var title = "Mean delay against contradicted alerts. " + string.Join(" ", test.Curves.Select(curve =>
            Said($"{curve.Rule.Word()}: {curve.AtVolumes[2].Delay.Value:0.0} days at 1 contradicted alert per 100 client-weeks.")));
        page.Append("<section><h2>Days until a leaver is detected, by how often the rule is wrong</h2><p class=\"note\">Lower is sooner; further right is more false alarm. A curve under another is the better rule. Shaded: the middle 90 % of the resamples.</p>");
        page.Append(Said($"<figure><div class=\"wide\">{CurveDrawing.Svg(test, Wide, WideHigh, title)}</div><div class=\"narrow\">{CurveDrawing.Svg(test, Narrow, NarrowHigh, title)}</div>"));
        page.Append("<ul class=\"legend\">");
        foreach (var curve in test.Curves.Reverse())
            page.Append(Said($"<li><svg viewBox=\"0 0 28 12\" aria-hidden=\"true\"><path class=\"curve {CurveDrawing.Class(curve.Rule)}\" d=\"M0 6H28\"/></svg>{curve.Rule.Word()}</li>"));
        page.Append("</ul>");
        var documented = test.Curve(BacktestRule.Documented);
        page.Append(Said($"<figcaption>Days (0 to {BacktestProtocol.FollowUp}) upwards; the axis below doubles from mark to mark. Open circles: a fixed silence of 14, 21 and 28 days. The filled handle: your budget. As documented, the documented rule makes {documented.ChosenPoint.Volume:0.#} contradicted alerts per 100 client-weeks, far beyond the right edge; even its quietest setting makes {documented.Quietest:0.#}, so its line here only leads to a rule that never alerts.</figcaption></figure>"));
        Table(page, "Mean delay in days at the same number of false alerts, with 90 % intervals", ["rule", "score", .. BacktestProtocol.Volumes.Select(volume => Said($"at {volume:0.##}")), "found by day 14", "by day 21"],
            test.Curves.Select(curve => (IReadOnlyList<string>)[curve.Rule.Word(), Said($"{curve.Score.Value:0.0} ({curve.Score.Low:0.0}–{curve.Score.High:0.0})"),
                .. curve.AtVolumes.Select(at => Said($"{at.Delay.Value:0.0}")), Percent(curve.By14), Percent(curve.By21)]), -1);
        page.Append("</section>\n");
    }

    private static void Budget(StringBuilder page, Backtest test)
    {
        var curve = test.Curve(BacktestRule.Calibrated);
        page.Append("<section><h2>What a budget costs and finds</h2>");
        page.Append(Said($"<p class=\"note\">The budget is what you accept in false breaks per 100 client-weeks in which nothing changed. On your history, where things do change, these were the consequences.</p><p class=\"consequence\" id=\"consequence\" aria-live=\"polite\">{Html(test.Consequence(curve.ChosenPoint))}</p><div id=\"handle\"></div>"));
        var shown = curve.Points.Select((point, place) => (point, place)).Where(one => (one.place - curve.Chosen) % 4 == 0).ToList();
        Table(page, "Calibrated rule, by budget", ["budget", "contradicted per 100 client-weeks", "mean delay", "found by day 14", "by day 21", "alerts a week", "came back by themselves"],
            shown.Select(one => (IReadOnlyList<string>)[Said($"{one.point.Constant:0.##}"), Said($"{one.point.Volume:0.00}"), Said($"{one.point.MeanDelay:0.0}"), Said($"{100 * one.point.By14:0} %"), Said($"{100 * one.point.By21:0} %"), Said($"{test.AlertsAWeek(one.point):0.0}"), Said($"{one.point.Of(AlertOutcome.CameBack)} of {one.point.Opened}")]),
            shown.FindIndex(one => one.place == curve.Chosen));
        page.Append("</section>\n");
    }

    private static void Aftermath(StringBuilder page, Backtest test)
    {
        var outcomes = Enum.GetValues<AlertOutcome>();
        var title = "What became of the alerts. " + string.Join(" ", test.Curves.Select(curve => $"{curve.Rule.Word()}: " + string.Join(", ", outcomes.Select(outcome => Said($"{curve.ChosenPoint.Of(outcome)} {OutcomeDrawing.Words(outcome)}"))) + "."));
        page.Append("<section><h2>What really happened after each alert</h2><p class=\"note\">The calibrated rule at your budget, the two silences at about as many contradicted alerts, the documented rule as documented.</p>");
        page.Append(Said($"<figure><div class=\"wide\">{OutcomeDrawing.Svg(test, Wide, title)}</div><div class=\"narrow\">{OutcomeDrawing.Svg(test, Narrow, title)}</div><ul class=\"legend\">"));
        foreach (var outcome in outcomes)
            page.Append(Said($"<li><svg viewBox=\"0 0 28 12\" aria-hidden=\"true\"><rect class=\"o-{(int)outcome}\" width=\"28\" height=\"12\"/></svg>{OutcomeDrawing.Words(outcome)}</li>"));
        page.Append("</ul></figure>");
        Table(page, "Alerts opened in the window", ["rule", "setting", "opened", .. outcomes.Select(OutcomeDrawing.Words)],
            test.Curves.Select(curve => (IReadOnlyList<string>)[curve.Rule.Word(), curve.ChosenSetting.Words(), Whole(curve.ChosenPoint.Opened), .. outcomes.Select(outcome => Whole(curve.ChosenPoint.Of(outcome)))]), -1);
        page.Append(Said($"<p style=\"margin-top:16px\">{Html(test.Chance())}</p></section>\n"));
    }

    private static void Visits(StringBuilder page, VisitsComparison compared, bool counts)
    {
        page.Append(Said($"<section><h2>Calls alone or with visits</h2><p>{Html(compared.Sentence())}</p>"));
        Table(page, counts ? "Visits count at present" : "Visits do not count at present", ["counted", "alerts", "false", "too early to tell", "leavers found by day 28", "mean delay"],
            new[] { ("calls alone", compared.Calls), ("with visits", compared.Visits) }.Select(one => (IReadOnlyList<string>)[
                one.Item1, Whole(one.Item2.Opened), Whole(one.Item2.FalseAlerts), Whole(one.Item2.TooEarly), Said($"{one.Item2.Found} of {compared.Leavers}"), Said($"{one.Item2.MeanDelay:0.0}")]), -1);
        page.Append(Said($"<p class=\"note\">{Html(compared.Method())}</p></section>\n"));
    }

    /// <summary>The live handle: moves along the settings that the table lists in part. Without it the page says the same.</summary>
    private static string Script(Backtest test)
    {
        var curve = test.Curve(BacktestRule.Calibrated);
        var points = curve.Points.Select(point =>
        {
            var (wide, narrow) = (CurveDrawing.Place(point, Wide, WideHigh), CurveDrawing.Place(point, Narrow, NarrowHigh));
            return Said($"[{wide.X:0.#},{wide.Y:0.#},{narrow.X:0.#},{narrow.Y:0.#},\"{Html(test.Consequence(point))}\",\"{point.Constant:0.###}\"]");
        });
        var script = Part("BacktestPage.js").Replace("POINTS", "[" + string.Join(",", points) + "]", StringComparison.Ordinal)
            .Replace("CHOSEN", Whole(curve.Chosen), StringComparison.Ordinal)
            .Replace("FEET", Said($"[{CurveDrawing.Foot(WideHigh):0.#},{CurveDrawing.Foot(NarrowHigh):0.#}]"), StringComparison.Ordinal);
        return $"<script>\n{script}</script>";
    }

    private static void Table(StringBuilder page, string caption, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows, int stated)
    {
        page.Append(Said($"<table><caption>{Html(caption)}</caption><thead><tr>"));
        foreach (var head in heads)
            page.Append(Said($"<th scope=\"col\">{Html(head)}</th>"));
        page.Append("</tr></thead><tbody>");
        foreach (var (row, cells) in rows.Index())
        {
            page.Append(Said($"<tr{(row == stated ? " class=\"stated\"" : "")}><th scope=\"row\">{(heads[0] == "budget" ? "<span>budget </span>" : "")}{Html(cells[0])}{(row == stated ? " · yours" : "")}</th>"));
            foreach (var (cell, text) in cells.Index().Skip(1))
                page.Append(Said($"<td data-name=\"{Html(heads[cell])}\">{Html(text)}</td>"));
            page.Append("</tr>");
        }
        page.Append("</tbody></table>");
    }

    private static string Percent(Estimate share) => Said($"{100 * share.Value:0} % ({100 * share.Low:0}–{100 * share.High:0})");

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Part(string name)
    {
        using var stream = typeof(BacktestPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
