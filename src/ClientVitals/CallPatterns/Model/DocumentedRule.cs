namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// The owner's documented thresholds: calls since Monday against the weekly average of the last 30 days, this unfinished week
/// included in both, below −50 % a break, below −25 % below, above +50 % above. Compared in integers, so that −50, −25 and +50
/// themselves fall where the document says. It differs from the old function in what it counts (engaged calls by the time
/// they were made, business days of the business zone, exposed days as the divisor instead of a constant 4.3) and in saying
/// NORMAL while there is not enough history.
/// </summary>
internal static class DocumentedRule
{
    private const int AverageDays = 30;

    /// <summary>Judges the business day <paramref name="today"/>.</summary>
    /// <param name="seenBy">The day whose check reads; <see cref="int.MaxValue"/> if the history is cut already.</param>
    /// <param name="known">What both rules say alike: history, baseline, display.</param>
    public static Judgement Judge(ClientHistory history, int today, int seenBy, Judgement known)
    {
        var (week, calls, days) = Count(history, today, seenBy);
        var status = known.EnoughHistory && known.Hold != PatternHold.Stale ? Status(week, calls, days) : PatternStatus.Normal;
        var average = days == 0 ? (double?)null : 7.0 * calls / days;
        return known with
        {
            Rule = PatternRule.Documented,
            Status = status,
            CallsThisWeek = week,
            AvgCallsPerWeek = average,
            DeviationPct = calls == 0 ? null : 100.0 * ((double)week * days / (7.0 * calls) - 1),
            DriftSince = null,
            ExpectedSince = null,
            ExpectedLow = null,
            ExpectedHigh = null,
            Evidence = null,
            Threshold = null,
            OnceInWeeks = null,
            LoggedShare = null,
            Hold = known.Hold is PatternHold.Paused or PatternHold.Stale ? known.Hold : PatternHold.None,
            Open = null,
            LastClosed = null,
        };
    }

    /// <summary>Calls since Monday, calls and exposed days of the last 30 days, today included.</summary>
    public static (int Week, int Calls, int Days) Count(ClientHistory history, int today, int seenBy)
    {
        var monday = Moment.MondayOf(today);
        var reader = new ClientDays(history, seenBy, PatternWindow.Start(today)).From(today - AverageDays + 1);
        int week = 0, calls = 0, days = 0;
        for (var day = today - AverageDays + 1; day <= today; day++)
        {
            var seen = reader.Read(day);
            if (day >= monday)
                week += seen.Calls;
            if (!seen.Exposed)
                continue;
            days++;
            calls += seen.Calls;
        }
        return (week, calls, days);
    }

    /// <summary>The documented comparison of this week with calls · 7 / days, strict, without division.</summary>
    public static PatternStatus Status(int week, int calls, int days)
    {
        if (calls == 0 || days == 0)
            return PatternStatus.Normal;
        var now = (long)week * days;
        var usual = 7L * calls;
        return 2 * now < usual ? PatternStatus.PatternBreak
            : 4 * now < 3 * usual ? PatternStatus.BelowPattern
            : 2 * now > 3 * usual ? PatternStatus.AbovePattern
            : PatternStatus.Normal;
    }
}
