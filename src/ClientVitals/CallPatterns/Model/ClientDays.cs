namespace ClientVitals.CallPatterns.Model;

/// <summary>What is seen of one day of a client.</summary>
/// <param name="Stale">Not paused, but data of the day are missing.</param>
/// <param name="Visits">Whether they attended a session, where visits count.</param>
internal readonly record struct SeenDay(bool Exposed, bool Paused, int Calls, int Outbound, int Attempts, bool Stale = false, int Visits = 0)
{
    /// <summary>Whether the client was in touch: a call that counts, or a visit.</summary>
    public bool IsActive => (Calls | Visits) != 0;

    /// <summary>How often: the day's calls; a day with a visit and no call is one contact, so that a visit adds nothing to a call of the same day.</summary>
    public int Contacts => Calls > 0 || Visits == 0 ? Calls : 1;
}

/// <summary>
/// Reads a history forward, day by day, as it is seen by the check of a day and within the window of the day judged. Days must be
/// asked for in ascending order.
/// </summary>
internal struct ClientDays
{
    private readonly ClientHistory _history;
    private readonly LoggingDelays? _delays;
    private int _next, _nextPause, _pausedUntil, _staleUntil;

    /// <param name="windowStart">First day read, see <see cref="PatternWindow"/>.</param>
    public ClientDays(ClientHistory history, int seenBy, int windowStart)
    {
        _history = history;
        _delays = history.Delays is { IsAtOnce: false } ? history.Delays : null;
        SeenBy = seenBy;
        First = int.MaxValue;
        foreach (var day in history.Days)
        {
            if (day.IsActive && Seen(day, seenBy))
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

    /// <summary>Day of the first engaged call or counted visit, wherever it lies.</summary>
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
        int calls = 0, outbound = 0, attempts = 0, visits = 0;
        while (_next < days.Length && days[_next].Day == day)
        {
            var seen = days[_next++];
            if (!Seen(seen, SeenBy))
                continue;
            calls += seen.Calls;
            outbound += seen.Outbound;
            attempts += seen.Attempts;
            visits |= seen.Visits;
        }
        var paused = IsPaused(day);
        var stale = !paused && day < _staleUntil;
        return new SeenDay(day >= Start && day < End && !paused && !stale, paused, calls, outbound, attempts, stale, visits);
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

    /// <summary>The first day of which calls may still be logged; <see cref="int.MaxValue"/> for none.</summary>
    public readonly int Unsure => _delays is null ? int.MaxValue : _delays.Unsure(SeenBy);

    /// <summary>The share of a day's calls that is logged.</summary>
    public readonly double Logged(int day) => _delays is null ? 1 : _delays.Share(SeenBy, day);

    /// <summary>The chance that nothing is seen of a day: that it was silent, or that its calls are not yet logged.</summary>
    public readonly SilentChance Unheard(int day, SilentChance silent)
    {
        var logged = Logged(day);
        return logged == 1 ? silent : new SilentChance(1 - (1 - silent.Now) * logged, 1 - (1 - silent.Steady) * logged);
    }

    private static bool Seen(ClientDay day, int by) => day.SeenOn == 0 ? day.Day < by : day.SeenOn <= by;
}
