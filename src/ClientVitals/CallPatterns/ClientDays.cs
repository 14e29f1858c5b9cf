namespace ClientVitals.CallPatterns;

/// <summary>What is seen of one day of a client.</summary>
/// <param name="Stale">Not paused, but data of the day are missing.</param>
internal readonly record struct SeenDay(bool Exposed, bool Paused, int Calls, int Outbound, int Attempts, bool Stale = false);

/// <summary>
/// Reads a history forward, day by day, as it is seen by the check of a day and within the window of the day judged. Days must be
/// asked for in ascending order.
/// </summary>
internal struct ClientDays
{
    private readonly ClientHistory _history;
    private int _next, _nextPause, _pausedUntil, _staleUntil;

    /// <param name="windowStart">First day read, see <see cref="PatternWindow"/>.</param>
    public ClientDays(ClientHistory history, int seenBy, int windowStart)
    {
        _history = history;
        SeenBy = seenBy;
        First = int.MaxValue;
        foreach (var day in history.Days)
        {
            if (day.Calls > 0 && Seen(day, seenBy))
            {
                First = day.Day;
                break;
            }
        }
        HasEarlier = history.HasEarlier || First < windowStart;
        // Calls before the stated start are the better witness of when the relation began.
        Start = HasEarlier ? windowStart : Math.Max(windowStart, Math.Min(history.StartDay ?? First, First));
        End = history.EndDay ?? int.MaxValue;
        this = From(Start);
    }

    /// <summary>The whole history, however long.</summary>
    public ClientDays(ClientHistory history, int seenBy)
        : this(history, seenBy, 0)
    {
    }

    /// <summary>The same history, read from this day on.</summary>
    public readonly ClientDays From(int day)
    {
        var from = this;
        int low = 0, high = _history.Days.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_history.Days[middle].Day < day)
                low = middle + 1;
            else
                high = middle;
        }
        from._next = low;
        from._nextPause = 0;
        from._pausedUntil = 0;
        from._staleUntil = 0;
        return from;
    }

    /// <summary>The day whose check reads; <see cref="int.MaxValue"/> when the history holds only what is visible anyway.</summary>
    public int SeenBy { get; set; }

    /// <summary>Whether an engaged call is seen before the window.</summary>
    public bool HasEarlier { get; }

    /// <summary>Day of the first engaged call, wherever it lies.</summary>
    public int First { get; }

    /// <summary>First exposed day of the window.</summary>
    public int Start { get; }

    /// <summary>First day that is exposed no longer.</summary>
    public int End { get; }

    /// <summary>The first day from this one on of which there is an entry, seen or not.</summary>
    public int NextEntry(int day)
    {
        var days = _history.Days;
        while (_next < days.Length && days[_next].Day < day)
            _next++;
        return _next < days.Length ? days[_next].Day : int.MaxValue;
    }

    public SeenDay Read(int day)
    {
        var days = _history.Days;
        while (_next < days.Length && days[_next].Day < day)
            _next++;
        int calls = 0, outbound = 0, attempts = 0;
        while (_next < days.Length && days[_next].Day == day)
        {
            var seen = days[_next++];
            if (!Seen(seen, SeenBy))
                continue;
            calls += seen.Calls;
            outbound += seen.Outbound;
            attempts += seen.Attempts;
        }
        var paused = IsPaused(day);
        var stale = !paused && day < _staleUntil;
        return new SeenDay(day >= Start && day < End && !paused && !stale, paused, calls, outbound, attempts, stale);
    }

    private bool IsPaused(int day)
    {
        var pauses = _history.Pauses;
        while (_nextPause < pauses.Length && pauses[_nextPause].From <= day)
        {
            var pause = pauses[_nextPause++];
            if (pause.SeenOn > SeenBy)
                continue;
            if (pause.Stale)
                _staleUntil = Math.Max(_staleUntil, pause.Until);
            else
                _pausedUntil = Math.Max(_pausedUntil, pause.Until);
        }
        return day < _pausedUntil;
    }

    private static bool Seen(ClientDay day, int by) => day.SeenOn == 0 ? day.Day < by : day.SeenOn <= by;
}
