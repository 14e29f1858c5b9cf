namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// The calibrated rule for one client, a sequential monitor: takes in day after day, updates the predictive models, gathers the evidence and
/// opens, raises and closes episodes. What it says on a day follows from the history alone: a check as of that day, a replay and the nightly
/// run walk the same way. One instance serves many clients, one after the other.
/// </summary>
internal sealed partial class SequentialMonitor(PatternBudgets budgets, BookCalibration calibration)
{
    private const int ReturnWithin = 14, StableDays = 56, GoneAfter = 90, HoldDays = 7;
    private const double OutreachShare = .7;

    private CalibratedThresholds _thresholds = new(budgets, calibration);
    private readonly Baseline _baseline = new(), _frozen = new();
    private readonly LeaveLastCallsOut _withoutLast = new();
    private ClientHistory _history = new("", null, null, []);
    private ClientDays _days;
    private DriftEvidence _evidence;
    private MonitoredEpisode _episode;
    private int _day, _exposed, _active, _lastActive, _calls, _outbound, _attemptsSince, _nextNewNormal;
    private bool _gone, _peeking;

    /// <summary>The first day not yet taken in.</summary>
    public int Day => _day;

    /// <summary>The first exposed day of the window.</summary>
    public int Start => _days.Start;

    /// <summary>Nothing has been seen of this client yet.</summary>
    public bool IsUnseen => _day == int.MaxValue;

    /// <summary>What is known of the book. Another one counts from the next <see cref="Begin"/>.</summary>
    public BookCalibration Calibration { get; private set; } = calibration;

    public void Learn(BookCalibration calibration)
    {
        Calibration = calibration;
        _thresholds = new CalibratedThresholds(budgets, calibration);
    }

    /// <summary>The last active day taken in; −1 if none.</summary>
    public int LastActive => _lastActive;

    /// <summary>Whether the client begins only after this day.</summary>
    public bool IsBefore(int day) => _day > day;

    public ClosedEpisode? LastClosed { get; private set; }

    /// <summary>Begins with the first exposed day of a window.</summary>
    /// <param name="history">The client.</param>
    /// <param name="seenBy">The day whose check reads; <see cref="int.MaxValue"/> if the history is cut already.</param>
    /// <param name="windowStart">First day read, see <see cref="PatternWindow"/>.</param>
    public void Begin(ClientHistory history, int seenBy, int windowStart)
    {
        _history = history;
        _peeking = false;
        _days = new ClientDays(history, seenBy, windowStart);
        _baseline.Clear(Calibration.Prior);
        _withoutLast.Begin(_baseline);
        _episode = default;
        _day = _days.Start;
        _evidence.Begin(_day, 0);
        _exposed = _active = _calls = _outbound = _attemptsSince = _nextNewNormal = 0;
        _lastActive = -1;
        _gone = false;
        LastClosed = null;
    }

    /// <summary>Takes in all days before this one, as its check sees them.</summary>
    public void WalkTo(int day)
    {
        if (_days.SeenBy != int.MaxValue)
            _days.SeenBy = day;
        while (_day < day)
        {
            PassSilence(day);
            if (_day < day)
                Commit();
        }
    }

    /// <summary>
    /// Takes in the days up to the next entry of the history as <see cref="Commit"/> would, without asking each of them what is impossible:
    /// no episode is open, none is near opening, nobody is away. Stops before the first day that must be asked.
    /// </summary>
    private void PassSilence(int day)
    {
        if (_episode.IsOpen || _gone || _lastActive < 0 || !IsKnown || _history.Pauses.Length > 0 || _history.NewNormals.Length > 0)
            return;
        var until = Math.Min(Math.Min(day, _days.End), Math.Min(_days.NextEntry(_day), _days.Unsure));
        while (_day < until && _thresholds.IsFar(_evidence))
        {
            var weekday = Moment.Weekday(_day);
            if (weekday == 0)
                _baseline.StartWeek();
            _evidence.Add(_day, _baseline.Observe(weekday, 0), false);
            _exposed++;
            _day++;
        }
    }

    /// <summary>
    /// What the check of the first day not taken in says, from all days before it and what is seen of the day itself.
    /// Changes nothing.
    /// </summary>
    public MonitorState Look()
    {
        var (evidence, episode, gone, word, closed) = (_evidence, _episode, _gone, _nextNewNormal, LastClosed);
        _peeking = true;
        var days = _days;
        var seen = days.Read(_day);
        Transit(_day, seen);
        if (_episode.IsOpen && seen.IsActive)
        {
            if (seen.Exposed)
                _episode.Exposed++;
            if (_episode.Status != PatternStatus.AbovePattern && IsReturn(true))
                Close(_day, CloseReason.Returned);
            else
                _episode.BackAt = _episode.Exposed;
        }
        var state = new MonitorState(
            _episode, LastClosed, seen.IsActive ? _evidence.WithCallToday() : _evidence, seen, HoldNow(seen));
        _peeking = false;
        (_evidence, _episode, _gone, _nextNewNormal, LastClosed) = (evidence, episode, gone, word, closed);
        return state;
    }

    private PatternHold HoldNow(SeenDay seen)
    {
        if (seen.Paused)
            return PatternHold.Paused;
        if (seen.Stale)
            return PatternHold.Stale;
        if (_episode.IsOpen)
            return _episode.BackAt >= 0 && _episode.Status != PatternStatus.AbovePattern ? PatternHold.BackOnce : PatternHold.None;
        if (_gone)
            return PatternHold.Gone;
        if (!IsKnown || seen.IsActive)
            return PatternHold.None;
        var low = CalibratedThresholds.BelowScore(_evidence, _baseline) >= _thresholds.Below;
        return !low ? PatternHold.None
            : IsScheduled(_day) ? PatternHold.Scheduled
            : IsOutreachGap ? PatternHold.OutreachGap
            : PatternHold.None;
    }

    private void Commit()
    {
        var day = _day;
        if (Moment.Weekday(day) == 0)
            _baseline.StartWeek();
        var seen = _days.Read(day);
        Transit(day, seen);
        Absorb(day, seen);
        _day = day + 1;
    }

    /// <summary>What the check of this day changes: closings by time, then openings, from completed days and today's calls.</summary>
    private void Transit(int day, SeenDay seen)
    {
        if (SaidFine(day))
            Settle(day);
        // A client who called only before the window left long ago; that is not news.
        if (_lastActive < 0 && _exposed >= GoneAfter && _days.HasEarlier)
            _gone = true;
        if (_episode.IsOpen && !seen.Stale)
        {
            if (seen.Paused)
                Close(day, CloseReason.Paused);
            else if (_episode.Exposed - Math.Max(0, _episode.BackAt) >= GoneAfter && _episode.Status != PatternStatus.AbovePattern)
            {
                Close(day, CloseReason.Gone);
                _gone = true;
            }
            else if (_episode.Exposed >= StableDays && (_episode.Status == PatternStatus.AbovePattern || _episode.BackAt >= _episode.Exposed - 28))
                Settle(day);
        }
        if (!seen.IsActive)
        {
            var status = Opening(day, seen);
            if (status != PatternStatus.Normal)
                Open(day, status);
        }
        else if (_episode.Status == PatternStatus.BelowPattern && Opening(day, seen) != PatternStatus.Normal)
        {
            // A rise overtaken by a call of the same day: a check before the call may have told it, so the episode cannot go
            // on as if it had not; it does not fall back, it closes.
            Close(day, CloseReason.Returned);
        }
    }

    /// <summary>The status that opens, or to which the standing episode rises, on this day; NORMAL for no change.</summary>
    private PatternStatus Opening(int day, SeenDay seen)
    {
        if (!seen.Exposed || _gone || !IsKnown || _episode.Status == PatternStatus.PatternBreak)
            return PatternStatus.Normal;
        if (_thresholds.IsFar(_evidence))
            return PatternStatus.Normal;
        var fall = CalibratedThresholds.FallScores(_evidence, _baseline);
        var status = Reaches(day, fall.Break, _thresholds.Break, CalibratedThresholds.BreakScore) ? PatternStatus.PatternBreak
            : _episode.Status != PatternStatus.BelowPattern && Reaches(day, fall.Below, _thresholds.Below, CalibratedThresholds.BelowScore)
                ? PatternStatus.BelowPattern
                : PatternStatus.Normal;
        if (status != PatternStatus.Normal)
            return Held(day) ? PatternStatus.Normal : status;
        return !_episode.IsOpen && CalibratedThresholds.AboveScore(_evidence, _baseline) >= _thresholds.Above
            ? PatternStatus.AbovePattern
            : PatternStatus.Normal;
    }

    private bool Reaches(int day, double score, double threshold, Func<DriftEvidence, Baseline, double> measure) =>
        score >= threshold && _withoutLast.Lowest(day, _days, score, measure) >= threshold;

    private bool IsKnown => _exposed >= MinimumHistory.ExposedDays && _active >= MinimumHistory.ActiveDays;

    private bool Held(int day) => IsScheduled(day) || IsOutreachGap;

    private bool IsOutreachGap => _calls > 0 && _outbound >= OutreachShare * _calls && _attemptsSince == 0;

    private bool IsScheduled(int day)
    {
        foreach (var call in _history.Scheduled)
        {
            if (call.Day >= day && call.Day <= day + HoldDays && call.SeenOn <= day)
                return true;
        }
        return false;
    }

    private bool SaidFine(int day)
    {
        var said = false;
        for (var words = _history.NewNormals; _nextNewNormal < words.Length && words[_nextNewNormal] <= day; _nextNewNormal++)
            said |= words[_nextNewNormal] == day;
        return said;
    }

    /// <summary>Takes in a day that is over.</summary>
    private void Absorb(int day, SeenDay seen)
    {
        var active = seen.IsActive;
        var wasKnown = IsKnown;
        if (seen.Exposed)
        {
            if (_episode.IsOpen)
                _episode.Exposed++;
            _exposed++;
        }
        if (active)
        {
            _active++;
            _calls += seen.Contacts;
            _outbound += seen.Outbound;
            _attemptsSince = 0;
            _lastActive = day;
            if (_gone)
                ComeBack(day);
        }
        else
            _attemptsSince += seen.Attempts;

        // The first call of a client with no stated start is why we look at all; it says nothing of the rate.
        if (seen.Exposed && !(day == _days.First && _history.StartDay is null && !_days.HasEarlier))
        {
            var silent = _baseline.Observe(Moment.Weekday(day), seen.Contacts);
            _evidence.Add(day, active ? silent : _days.Unheard(day, silent), active);
        }
        else if (active)
        {
            _evidence.ForgetSilence(day + 1);
        }
        if (_episode.IsOpen && IsReturn(active))
            Close(day + 1, CloseReason.Returned);
        if (active)
            _episode.BackAt = _episode.IsOpen ? _episode.Exposed : -1;
        if (active)
            _withoutLast.Note(day, _baseline, _evidence, _evidence.FallBefore == 0 && !_episode.IsOpen);
        if (!wasKnown && IsKnown)
            Acquaint(day + 1);
    }

    /// <summary>
    /// From here on clients are judged against their own usual. Evidence of a fall or a rise so far was measured against the prior, and
    /// is discarded; a silence that lasts goes on counting.
    /// </summary>
    private void Acquaint(int day)
    {
        _evidence.RestartWindows(day);
        _withoutLast.Begin(_baseline);
    }
}
