namespace ClientVitals.CallPatterns.BackTests;

/// <summary>What really happened after an alert.</summary>
public enum AlertOutcome
{
    /// <summary>Active on two days within 28 days of the opening: the client came back on their own, or had never left.</summary>
    CameBack,
    /// <summary>One active day within 30 days, no second active day within 28.</summary>
    CalledOnce,
    /// <summary>Silent for 30 days from the opening, less than 60 as far as is known.</summary>
    Silent30,
    /// <summary>Silent for 60 days, less than 90 as far as is known.</summary>
    Silent60,
    /// <summary>Silent for 90 days or more.</summary>
    Silent90,
    /// <summary>The calls end before anything can be said.</summary>
    TooEarly,
}

/// <summary>Reads the outcome off a client's active days.</summary>
internal static class AlertOutcomes
{
    public static int Kinds { get; } = Enum.GetValues<AlertOutcome>().Length;

    /// <summary>Active days within the follow-up of an alert, counted up to <see cref="BacktestProtocol.ContradictingDays"/>.</summary>
    public static bool IsContradicted(int[] activeDays, int opened)
    {
        var at = FirstFrom(activeDays, opened) + BacktestProtocol.ContradictingDays - 1;
        return at < activeDays.Length && activeDays[at] < opened + BacktestProtocol.FollowUp;
    }

    /// <param name="activeDays">Sorted.</param>
    /// <param name="lastKnown">The last day of which the calls are known.</param>
    public static AlertOutcome Of(int[] activeDays, int opened, int lastKnown)
    {
        if (IsContradicted(activeDays, opened))
            return AlertOutcome.CameBack;
        var next = FirstFrom(activeDays, opened);
        var calledAgain = next < activeDays.Length;
        var silent = (calledAgain ? activeDays[next] : lastKnown + 1) - opened;
        return silent switch
        {
            >= 90 => AlertOutcome.Silent90,
            >= 60 => AlertOutcome.Silent60,
            >= 30 => AlertOutcome.Silent30,
            _ when calledAgain && lastKnown - opened + 1 >= BacktestProtocol.FollowUp => AlertOutcome.CalledOnce,
            _ => AlertOutcome.TooEarly,
        };
    }

    /// <summary>The place of the first active day on or after a day.</summary>
    public static int FirstFrom(int[] activeDays, int day)
    {
        var place = Array.BinarySearch(activeDays, day);
        return place < 0 ? ~place : place;
    }
}
