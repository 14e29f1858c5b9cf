namespace ClientVitals.CallPatterns.BackTests;

/// <summary>What counting visits would change, in sentences. Where nobody says how they are written, they are in English.</summary>
public static class VisitsVerdict
{
    /// <summary>The one sentence: false alerts and days, with calls alone and with visits.</summary>
    public static string Sentence(this VisitsComparison compared, SaySentence? say = null)
    {
        ArgumentNullException.ThrowIfNull(compared);
        say ??= PlainEnglish.Say;
        var (calls, visits, days) = (compared.Calls, compared.Visits, compared.DaysEarlier);
        var (before, after) = (calls.Opened - calls.TooEarly, visits.Opened - visits.TooEarly);
        return days.Value >= 0
            ? say($"With visits counted, {visits.FalseAlerts} of {after} alerts would have been false, with calls alone {calls.FalseAlerts} of {before}; a client who leaves would have been noticed {days.Value:0.0} days earlier on average (90 % between {days.Low:0.0} and {days.High:0.0}).")
            : say($"With visits counted, {visits.FalseAlerts} of {after} alerts would have been false, with calls alone {calls.FalseAlerts} of {before}; a client who leaves would have been noticed {-days.Value:0.0} days later on average (90 % between {-days.High:0.0} and {-days.Low:0.0}).");
    }

    /// <summary>How it was compared.</summary>
    public static string Method(this VisitsComparison compared, SaySentence? say = null)
    {
        ArgumentNullException.ThrowIfNull(compared);
        return (say ?? PlainEnglish.Say)(
            $"The calibrated rule at the budget in force, on the same {compared.Eligible} clients ({compared.Attending} of them attended in the window) and the same {compared.Leavers} simulated leavers, who stop calling and coming on one day. Both are held against calls and visits: an alert is false when the client called or came on {BacktestProtocol.ContradictingDays} days within {BacktestProtocol.FollowUp} days.");
    }
}
