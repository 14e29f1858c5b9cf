namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// Who called a few times at the beginning and then no more: too little history for an alarm, and yet not to be lost among those who are too
/// new. The silence is held against the client's own beginning; <c>docs/call-pattern.md</c> gives the rule and its reason.
/// </summary>
internal static class NeverGotGoing
{
    /// <summary>One call is an enquiry; a beginning has a second day. From <see cref="MinimumHistory.ActiveDays"/> on the rule for everybody judges.</summary>
    public const int FewestDays = 2;

    /// <summary>Exposed days without a call at least: shorter ones are a holiday.</summary>
    public const int ShortestSilence = 28;

    /// <summary>At most so likely is it that the silence goes on so long by chance at the pace of the beginning.</summary>
    public const double Chance = .1;

    /// <param name="activeDays">Days with a call.</param>
    /// <param name="beginning">Exposed days from the first of them to the last.</param>
    /// <param name="silence">Exposed days since.</param>
    public static bool Is(int activeDays, int beginning, int silence) =>
        activeDays >= FewestDays && silence >= ShortestSilence && ChanceOf(activeDays, beginning, silence) <= Chance;

    /// <summary>
    /// The chance that the next gap is longer than the silence: n − 1 gaps that took so many days together, each exponential at one unknown
    /// rate with the prior 1/rate, leave that rate gamma distributed, and the next gap Pareto: (b / (b + s))^(n − 1).
    /// </summary>
    public static double ChanceOf(int activeDays, int beginning, int silence) => Math.Pow((double)beginning / (beginning + silence), activeDays - 1);
}
