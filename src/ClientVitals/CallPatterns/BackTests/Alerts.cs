namespace ClientVitals.CallPatterns.BackTests;

/// <summary>When a rule that looks at one number a day speaks: it opens when the number passes the constant and stays open while the number stays beyond.</summary>
internal static class Alerts
{
    /// <summary>The days on which an alert opens.</summary>
    /// <param name="measure">One value a day; the first is of the day before <paramref name="from"/>.</param>
    /// <param name="beyond">What the value must pass.</param>
    public static IEnumerable<int> Opened(double[] measure, int from, double beyond)
    {
        for (var i = 1; i < measure.Length; i++)
        {
            if (measure[i] > beyond && !(measure[i - 1] > beyond))
                yield return from + i - 1;
        }
    }

    /// <summary>
    /// Days from a simulated leaver's last call to the alert, at most <see cref="BacktestProtocol.FollowUp"/>, which also stands for one that was open already
    /// and for one that never came.
    /// </summary>
    /// <param name="measure">One value a day; the first is of the day of the stop, whose check comes before the first missing call.</param>
    public static int Delay(double[] measure, double beyond)
    {
        if (measure[0] > beyond)
            return BacktestProtocol.FollowUp;
        for (var days = 1; days < measure.Length; days++)
        {
            if (measure[days] > beyond)
                return Math.Min(days, BacktestProtocol.FollowUp);
        }
        return BacktestProtocol.FollowUp;
    }
}
