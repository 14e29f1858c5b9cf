using ClientVitals.CallPatterns.Model;

namespace ClientVitals.CallPatterns.Lists;

/// <summary>
/// Before an alarm, quietly: what is due today, and from which day on silence would be unusual.
/// </summary>
/// <param name="DueToday">Today is one of the usual weekdays and there was no call yet; null when no weekday stands out.</param>
/// <param name="UnusualFrom">The day whose check would call a break if nothing happened until then; null when a break is open already, when too little is known, or beyond half a year.</param>
public sealed record PatternOutlook(bool? DueToday, DateOnly? UnusualFrom)
{
    /// <summary>Looks ahead from a moment.</summary>
    /// <param name="history">What is visible then.</param>
    /// <param name="judged">What the judge says of that moment.</param>
    public static PatternOutlook Of(ClientHistory history, Judgement judged, PatternBudgets budgets, BookCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(judged);
        var today = judged.Date.DayNumber;
        var monitor = new SequentialMonitor(budgets, calibration);
        monitor.Begin(history, int.MaxValue, PatternWindow.Start(today));
        monitor.WalkTo(today);
        bool? due = judged.UsualDays == 0 ? null
            : (judged.UsualDays >> Moment.Weekday(today) & 1) == 1 && judged.LastActive != judged.Date && judged.Hold != PatternHold.Paused;
        var unusual = judged.Status == PatternStatus.PatternBreak || !judged.EnoughHistory ? null : monitor.UnusualFrom();
        return new PatternOutlook(due, unusual is { } day ? DateOnly.FromDayNumber(day) : null);
    }
}
