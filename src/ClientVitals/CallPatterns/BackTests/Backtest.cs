using System.Text.Json.Serialization;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Statistics;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>
/// How good the four rules would have been on a business's own history: the contradicted alerts each makes, and how soon each detects a
/// client who leaves. The same histories, protocol and budgets give the same figures on any machine.
/// </summary>
/// <param name="Clients">Clients in the book.</param>
/// <param name="Eligible">Those of them that the protocol includes.</param>
/// <param name="ClientWeeks">Client-weeks on which volumes are counted.</param>
/// <param name="Plantings">Leavers simulated.</param>
/// <param name="Budgets">The current budgets, which choose the point of the calibrated rule.</param>
/// <param name="WeeksAtRisk">Client-weeks of the window in which the calibrated rule could open a break: exposed, and no break open.</param>
/// <param name="Curves">One per rule, in the order of <see cref="BacktestRule"/>.</param>
/// <param name="BeatsBestSimple">In how many of the resamples (0 to 1) calibrated has a lower score than each of the others.</param>
public sealed record Backtest(
    BacktestProtocol Protocol,
    int Clients,
    int Eligible,
    double ClientWeeks,
    int Plantings,
    PatternBudgets Budgets,
    double WeeksAtRisk,
    IReadOnlyList<BacktestCurve> Curves,
    double BeatsBestSimple)
{
    /// <summary>What the calibrated rule would have opened at the current budgets, in the order of days. Persons: no part of the result as it is kept.</summary>
    [JsonIgnore]
    public IReadOnlyList<BacktestAlert> Alerts { get; init; } = [];

    /// <summary>What counting visits changes, whether they count at present or not; null = no visit is known that could count, or too few.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VisitsComparison? Visits { get; init; }

    /// <summary>Whether all the other figures count visits beside calls, by the setting in force.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool CountsVisits { get; init; }

    /// <summary>
    /// Runs the protocol on a book. Throws <see cref="PlainError"/> when too few clients are eligible to compare anything.
    /// </summary>
    /// <param name="progress">Told how many eligible clients are done.</param>
    public static Backtest Of(
        IReadOnlyList<ClientHistory> book, BacktestProtocol protocol, PatternBudgets budgets, IProgress<int>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(protocol);
        var eligible = BacktestClient.Eligible(book, protocol);
        if (eligible.Count < BacktestProtocol.FewestClients)
            throw new PlainError(
                $"Too few clients to back-test: {eligible.Count} of {book.Count} called on {BacktestProtocol.EligibleActiveDays} days in the {BacktestProtocol.EligibleWeeks} weeks before {protocol.From:yyyy-MM-dd} and once in the last {BacktestProtocol.RecentDays} days; {BacktestProtocol.FewestClients} are needed. With fewer the result would be chance.");
        var (tally, atRisk) = BacktestWalk.Of(eligible, protocol, budgets, new BookCalibrations(BookCalibrationFit.Of(BookCalibration.Sample(book), protocol.From)), progress, ct);
        var plantings = tally.Plantings.Sum();
        if (plantings == 0)
            throw new PlainError(
                $"None of the {eligible.Count} eligible clients called again between {protocol.From:yyyy-MM-dd} and {protocol.LastCounted:yyyy-MM-dd}, so no leaver could be simulated; choose an earlier window with --from and --to.");
        var readings = Resampled(tally, protocol, ct);
        var whole = new BacktestResample(tally).Whole();
        var chosen = Chosen(tally, budgets);
        var curves = Enum.GetValues<BacktestRule>().Select(rule => CurveOf(rule, tally, whole, readings, chosen)).ToList();
        return new Backtest(
            protocol, book.Count, eligible.Count, tally.Days.Sum() / 7.0, plantings, budgets, atRisk, curves,
            readings.Count(one => Enumerable.Range(0, one.Length - 1).All(simple => one[^1].Score < one[simple].Score)) / (double)readings.Length)
        {
            Alerts = [.. tally.Alerts.OrderBy(alert => alert.OpenedOn).ThenBy(alert => alert.Client, StringComparer.Ordinal)],
        };
    }

    public BacktestCurve Curve(BacktestRule rule) => Curves[(int)rule];

    /// <summary>The simple rule with the lowest score.</summary>
    public BacktestCurve BestSimple => Curves.Where(curve => curve.Rule != BacktestRule.Calibrated).MinBy(curve => curve.Score.Value)!;

    /// <summary>False openings to be expected in the window at the stated budget if no client changed, with a 90 % Poisson interval.</summary>
    public Estimate ExpectedFalse
    {
        get
        {
            var mean = Budgets.Break * WeeksAtRisk / 100;
            return new Estimate(mean, PoissonRange.Quantile(mean, .05), PoissonRange.Quantile(mean, .95));
        }
    }

    private static BacktestResample.Reading[][] Resampled(BacktestTally tally, BacktestProtocol protocol, CancellationToken ct)
    {
        var readings = new BacktestResample.Reading[protocol.Resamples][];
        Parallel.For(0, protocol.Resamples, new ParallelOptions { CancellationToken = ct }, () => new BacktestResample(tally), (number, _, resample) =>
        {
            readings[number] = resample.Drawn(protocol.Seed, number);
            return resample;
        }, _ => { });
        return readings;
    }

    private static BacktestCurve CurveOf(
        BacktestRule rule, BacktestTally tally, BacktestResample.Reading[] whole, BacktestResample.Reading[][] readings, int[] chosen)
    {
        var points = PointsOf(rule, tally);
        var scored = BacktestProtocol.Volumes.Count;
        Estimate Reads(Func<BacktestResample.Reading, double> what) => Middle(what(whole[(int)rule]), readings.Select(one => what(one[(int)rule])));
        return new BacktestCurve(
            rule,
            points,
            Reads(one => one.Score),
            Reads(one => one.By14),
            Reads(one => one.By21),
            [.. BacktestProtocol.Volumes.Select((volume, at) => new DelayAt(volume, Reads(one => one.Delays[at])))],
            [.. BacktestCurve.BandVolumes.Select((volume, at) => new DelayAt(volume, Reads(one => one.Delays[scored + at])))],
            chosen[(int)rule]);
    }

    private static List<BacktestPoint> PointsOf(BacktestRule rule, BacktestTally tally)
    {
        var points = new List<BacktestPoint>();
        double days = tally.Days.Sum(), plantings = tally.Plantings.Sum();
        for (var setting = 0; setting < tally.Settings.Length; setting++)
        {
            if (tally.Settings[setting].Rule != rule)
                continue;
            var contradicted = tally.Contradicted[setting].Sum();
            var outcomes = tally.Outcomes(setting);
            points.Add(new BacktestPoint(
                tally.Settings[setting].Constant, outcomes.Sum(), tally.Counted[setting].Sum(), contradicted,
                days == 0 ? 0 : 700 * contradicted / days,
                tally.Delay[setting].Sum() / plantings, tally.By14[setting].Sum() / plantings, tally.By21[setting].Sum() / plantings, outcomes));
        }
        return points;
    }

    /// <summary>The place of the setting of each rule that is looked at closely.</summary>
    private static int[] Chosen(BacktestTally tally, PatternBudgets budgets) =>
        Chosen([.. Enum.GetValues<BacktestRule>().Select(rule => PointsOf(rule, tally))],
            PointsOf(BacktestRule.Calibrated, tally).FindIndex(point => point.Constant == budgets.Break));

    private static int[] Chosen(IReadOnlyList<IReadOnlyList<BacktestPoint>> points, int place) => Array.ConvertAll(Enum.GetValues<BacktestRule>(), rule => rule switch
    {
        BacktestRule.Calibrated => place,
        BacktestRule.Documented => Array.IndexOf(DocumentedShare.Constants, DocumentedShare.Stated),
        _ => Nearest(points[(int)rule], points[(int)BacktestRule.Calibrated][place].Contradicted),
    });

    /// <summary>The same test with another budget looked at closely, and the two silences at about as many contradicted alerts.</summary>
    /// <param name="place">The budget's place among the points of the calibrated curve.</param>
    public Backtest At(int place)
    {
        var chosen = Chosen([.. Curves.Select(curve => curve.Points)], Math.Clamp(place, 0, Curve(BacktestRule.Calibrated).Points.Count - 1));
        return this with { Curves = [.. Curves.Select(curve => curve with { Chosen = chosen[(int)curve.Rule] })] };
    }

    private static int Nearest(IReadOnlyList<BacktestPoint> points, int contradicted)
    {
        var nearest = 0;
        for (var place = 1; place < points.Count; place++)
        {
            // Of equal ones the more talkative: it finds more at the same price.
            if (Math.Abs(points[place].Contradicted - contradicted) <= Math.Abs(points[nearest].Contradicted - contradicted))
                nearest = place;
        }
        return nearest;
    }

    private static Estimate Middle(double value, IEnumerable<double> resampled)
    {
        double[] sorted = [.. resampled.Order()];
        return sorted.Length == 0
            ? new Estimate(value, value, value)
            : new Estimate(value, sorted[(int)(.05 * (sorted.Length - 1))], sorted[(int)Math.Ceiling(.95 * (sorted.Length - 1))]);
    }
}
