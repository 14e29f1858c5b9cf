using System.Globalization;

namespace ClientVitals.HealthScores.BackTests;

/// <summary>What a back-test of the risk says, in sentences. They follow from the figures.</summary>
public static class HealthBacktestVerdict
{
    /// <summary>A smaller difference of areas is of no use to anybody.</summary>
    public const double LeastUse = .01;

    /// <summary>Off by more than this on average over tenths, a probability should be used as a ranking only.</summary>
    public const double LargestError = .05;

    /// <summary>Whether the risk tells clients apart better than days of silence: the whole 95 % interval of the difference is above 0, and it is of use.</summary>
    public static bool IsBetterThanSilence(this HealthBacktestHorizon horizon)
    {
        ArgumentNullException.ThrowIfNull(horizon);
        return horizon.Of(RiskPredictor.Risk).OverSilence is { } over && over.Value >= LeastUse && over.Interval().Low > 0;
    }

    /// <summary>One sentence for a horizon: is it better than counting days, and can its probability be believed?</summary>
    public static string Verdict(this HealthBacktestHorizon horizon, SaySentence? say = null)
    {
        ArgumentNullException.ThrowIfNull(horizon);
        say ??= PlainEnglish.Say;
        var risk = horizon.Of(RiskPredictor.Risk);
        if (risk.Area is not { } area || horizon.Of(RiskPredictor.SilentDays).Area is not { } silence || risk.OverSilence is not { } over)
            return say($"{horizon.Days} days: all {horizon.Cases} client-days ended alike, so nothing can be told apart.");
        var (low, high) = over.Interval();
        return horizon.IsBetterThanSilence()
            ? say($"{horizon.Days} days: the risk tells better than days of silence who falls silent (area {area.Area:0.000} against {silence.Area:0.000}; difference {Difference(over.Value)}, 95 % {Difference(low)} to {Difference(high)}).")
            : high < 0
                ? say($"{horizon.Days} days: the risk is worse than days of silence (area {area.Area:0.000} against {silence.Area:0.000}; difference {Difference(over.Value)}, 95 % {Difference(low)} to {Difference(high)}). Sort by days of silence instead.")
                : over.Value < LeastUse
                    ? say($"{horizon.Days} days: the risk is no better than days of silence (area {area.Area:0.000} against {silence.Area:0.000}; difference {Difference(over.Value)}, 95 % {Difference(low)} to {Difference(high)}).")
                    : say($"{horizon.Days} days: too few clients to say whether the risk is better than days of silence (area {area.Area:0.000} against {silence.Area:0.000}; difference {Difference(over.Value)}, 95 % {Difference(low)} to {Difference(high)}).");
    }

    /// <summary>A difference to three decimals, below zero with a minus sign, and never minus nothing.</summary>
    public static string Difference(double value) => Math.Round(value, 3) is var rounded && rounded < 0
        ? "−" + (-rounded).ToString("0.000", CultureInfo.InvariantCulture)
        : Math.Abs(rounded).ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>One sentence on the probability itself.</summary>
    public static string Trust(this HealthBacktestHorizon horizon, SaySentence? say = null)
    {
        ArgumentNullException.ThrowIfNull(horizon);
        say ??= PlainEnglish.Say;
        var error = horizon.Calibration.AverageError;
        return error > LargestError
            ? say($"{horizon.Days} days: the probability is off by {100 * error:0.0} points on average over tenths; use it as a ranking only.")
            : say($"{horizon.Days} days: the probability is off by {100 * error:0.0} points on average over tenths of the clients.");
    }
}
