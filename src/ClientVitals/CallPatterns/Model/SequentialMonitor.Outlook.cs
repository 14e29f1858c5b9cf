namespace ClientVitals.CallPatterns.Model;

/// <content>What silence would come to.</content>
internal sealed partial class SequentialMonitor
{
    private const int LookAhead = 183;

    /// <summary>The first day whose check would call a break if nothing happened from the first day not taken in; null within half a year. Changes nothing.</summary>
    public int? UnusualFrom()
    {
        var evidence = _evidence;
        var usual = new Baseline();
        usual.CopyFrom(_baseline);
        var days = _days.From(_day);
        for (var day = _day; day < _day + LookAhead; day++)
        {
            var weekday = Moment.Weekday(day);
            if (weekday == 0)
                usual.StartWeek();
            var seen = days.Read(day);
            if (!seen.Exposed)
                continue;
            // A call today has been seen already: the silence begins after it.
            evidence.Add(day, usual.Observe(weekday, seen.Contacts), seen.IsActive);
            if (!seen.IsActive && CalibratedThresholds.BreakScore(evidence, usual) >= _thresholds.Break)
                return day + 1;
        }
        return null;
    }
}
