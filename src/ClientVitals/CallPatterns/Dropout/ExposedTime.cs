using ClientVitals.CallPatterns.Model;

namespace ClientVitals.CallPatterns.Dropout;

/// <summary>A client's time axis from one day on: days away and days after the end of the relation do not count.</summary>
internal readonly struct ExposedTime
{
    private readonly ClientHistory _history;
    private readonly int _start;

    public ExposedTime(ClientHistory history, int start)
    {
        _history = history;
        _start = start;
    }

    /// <summary>Exposed days from the start until before a day.</summary>
    public int Before(int day)
    {
        var until = Math.Min(day, _history.EndDay ?? int.MaxValue);
        var exposed = Math.Max(0, until - _start);
        var reached = _start;
        // Pauses are sorted by their first day and may overlap.
        foreach (var pause in _history.Pauses)
        {
            if (pause.From >= until)
                break;
            var from = Math.Max(pause.From, reached);
            var back = Math.Min(pause.Until, until);
            if (back <= from)
                continue;
            exposed -= back - from;
            reached = back;
        }
        return exposed;
    }

    /// <summary>The day on which so many exposed days are over; null when no day is exposed from some day on.</summary>
    /// <param name="exposed">Whole exposed days, counted from the start.</param>
    public DateOnly? DayAfter(int exposed)
    {
        long day = _start + (long)exposed;
        var reached = _start;
        foreach (var pause in _history.Pauses)
        {
            if (pause.From > day)
                break;
            var from = Math.Max(pause.From, reached);
            if (pause.Until <= from)
                continue;
            day += (long)pause.Until - from;
            reached = pause.Until;
        }
        return day < (_history.EndDay ?? DateOnly.MaxValue.DayNumber) ? DateOnly.FromDayNumber((int)day) : null;
    }
}
