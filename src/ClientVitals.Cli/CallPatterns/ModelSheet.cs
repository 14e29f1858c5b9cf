using System.Globalization;
using ClientVitals.CallPatterns.Dropout;

namespace ClientVitals.Cli.CallPatterns;

/// <summary>The dropout model on one sheet: what was fitted, how far to trust it, and the clients.</summary>
internal static class ModelSheet
{
    public static readonly IReadOnlyList<Column<DropoutFit>> Models =
    [
        new("model", f => f.Parameters.Name),
        new("k", f => f.Parameters.K),
        new("r", f => Figures(f.Parameters.R)),
        new("alpha_days", f => Figures(f.Parameters.Alpha)),
        new("a", f => Figures(f.Parameters.A)),
        new("b", f => Figures(f.Parameters.B)),
        new("log_likelihood", f => Math.Round(f.LogLikelihood, 2)),
        new("leave_chance", f => Figures(f.Parameters.LeaveChance)),
        new("leave_chance_low", f => f.LeaveLow is { } low ? Figures(low) : null),
        new("leave_chance_high", f => f.LeaveHigh is { } high ? Figures(high) : null),
    ];

    public static readonly IReadOnlyList<Column<DropoutCalibration.Tenth>> Tenths =
    [
        new("tenth", t => t.Number),
        new("clients", t => t.Clients),
        new("still_active", t => Math.Round(t.StillActive, 3)),
        new("expected_again", t => Math.Round(t.ExpectedAgain, 1)),
        new("called_again", t => t.CalledAgain),
        new("called_again_low", t => Math.Round(t.AgainLow, 1)),
        new("called_again_high", t => Math.Round(t.AgainHigh, 1)),
        new("expected_calls", t => Math.Round(t.ExpectedCalls, 1)),
        new("happened_calls", t => t.HappenedCalls),
    ];

    public static readonly IReadOnlyList<Column<StillActive>> Clients =
    [
        new("client_email", l => l.Client),
        new("still_active", l => Math.Round(l.Chance, 4)),
        new("expected_calls_30_days", l => Math.Round(l.ExpectedCalls30, 2)),
        new("expected_calls_90_days", l => Math.Round(l.ExpectedCalls90, 2)),
        new("next_expected_on", l => l.NextExpectedOn),
        new("active_days", l => l.ActiveDays),
        new("last_active_on", l => l.LastActiveOn),
        new("silent_days", l => l.SilentDays),
    ];

    public static void Write(DropoutModel model, IReadOnlyList<StillActive> lines, TimeZoneInfo zone)
    {
        Say($"As of {Wording.Moment(model.AsOf.At, zone)}: {model.Clients} clients with a call{Also(model.NotYet, "without one yet")}{Also(model.Ended, "who are former clients")}.");
        if (model.Choice.Compared.Count > 0)
        {
            Say($"");
            Output.Write(model.Choice.Compared, OutputFormat.Table, Models);
        }
        if (model.Choice.Used is not { } used)
        {
            Say($"{model.Choice.WhyNot}");
            return;
        }
        Say($"Used: {used.Parameters.Name}. Gaps between days with a call are {Regular(used.Parameters.K)}, {used.Parameters.UsualGap:0.0} days at the mean rate;");
        Say($"after such a day {Percent(used.Parameters.LeaveChance)} leave (90 %: {Percent(used.LeaveLow)} to {Percent(used.LeaveHigh)}), also after the first. Days away are taken out.");
        Calibration(model.Calibration);
        Say($"");
        Output.Write(lines, OutputFormat.Table, Clients);
        Say($"{lines.Count} of {model.Lines.Count} clients, nearest to an even chance first{(lines.Count < model.Lines.Count ? "; more with --top" : "")}. next expected: if still active, even chance by then.");
    }

    private static void Calibration(DropoutCalibration? calibration)
    {
        if (calibration is null)
            return;
        Say($"");
        if (calibration.WhyNot is { } why)
        {
            Say($"Not checked against what happened: {why}");
            return;
        }
        var tenths = calibration.Tenths;
        Say($"Checked: fitted to the days before {calibration.From:yyyy-MM-dd}, compared with the {calibration.Until!.Value.DayNumber - calibration.From!.Value.DayNumber} days since, by tenths of the clients.");
        Output.Write(tenths, OutputFormat.Table, Tenths);
        var within = tenths.Count(t => t.ExpectedAgain >= t.AgainLow && t.ExpectedAgain <= t.AgainHigh);
        Say($"In all {tenths.Sum(t => t.ExpectedAgain):0} clients expected to call again, {tenths.Sum(t => t.CalledAgain)} did; {tenths.Sum(t => t.ExpectedCalls):0} calls expected, {tenths.Sum(t => t.HappenedCalls)} happened.");
        Say($"The share that calls again was off by {100 * calibration.AverageError:0.0} points on average; in {within} of {tenths.Count} tenths it lies within the 90 % interval of what happened.");
        if (calibration.AverageError > DropoutCalibration.LargestError)
            Say($"That is a lot: this book does not behave as the model assumes. Use the probabilities below as a ranking, not as numbers.");
    }

    private static string Also(int count, string what) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {count} {what}");

    private static string Regular(int k) => k switch
    {
        1 => "as irregular as chance",
        2 or 3 => "a little more regular than chance",
        <= 6 => "regular",
        _ => "very regular",
    };

    private static string Percent(double? share) => share is { } given ? string.Create(CultureInfo.InvariantCulture, $"{double.Parse((100 * given).ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)} %") : "?";

    /// <summary>Four significant digits: parameters span many sizes.</summary>
    private static double Figures(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
