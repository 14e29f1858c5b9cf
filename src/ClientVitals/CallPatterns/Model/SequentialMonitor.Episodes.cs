namespace ClientVitals.CallPatterns.Model;

/// <content>How an episode opens, rises and closes, and what is taken for usual afterwards.</content>
internal sealed partial class SequentialMonitor
{
    private void Open(int day, PatternStatus status)
    {
        if (_episode.Status == PatternStatus.AbovePattern)
            Close(day, CloseReason.Returned);
        if (_episode.Status == PatternStatus.BelowPattern)
        {
            _episode.Status = status;
            _episode.BreakOn = day;
            _episode.BackAt = -1;
            return;
        }
        if (!_peeking)
            _frozen.CopyFrom(_baseline);
        _episode = new MonitoredEpisode
        {
            Status = status,
            OpenedOn = day,
            BreakOn = status == PatternStatus.PatternBreak ? day : 0,
            DriftSince = DriftSince(status),
            BackAt = -1,
        };
    }

    private bool IsReturn(bool active) => _episode.Status == PatternStatus.AbovePattern
        ? _evidence.Rise == 0
        : active && _episode.BackAt >= 0 && _episode.Exposed - _episode.BackAt < ReturnWithin;

    private void ComeBack(int day)
    {
        _gone = false;
        _evidence.Restart(day);
    }

    private int DriftSince(PatternStatus status) =>
        status == PatternStatus.AbovePattern ? _evidence.RiseSince : CalibratedThresholds.Window(_evidence);

    private void Close(int day, CloseReason reason)
    {
        var closed = _episode;
        LastClosed = new ClosedEpisode(
            closed.Status, closed.OpenedOn, closed.BreakOn == 0 ? null : closed.BreakOn, closed.DriftSince, day, reason);
        _episode = default;
        if (reason == CloseReason.NewNormal || _peeking)
            return;
        // A client who came back on their own has shown how long their silences can be: that is learnt. Otherwise the days meanwhile are discarded.
        if (reason != CloseReason.Returned)
            _baseline.CopyFrom(_frozen);
        _withoutLast.Clear();
        if (closed.Status == PatternStatus.PatternBreak)
            _evidence.Restart(day);
        else if (reason == CloseReason.Paused)
            _evidence.Restart(day);
        else if (closed.Status == PatternStatus.BelowPattern)
            _evidence.ForgetHalf(day);
        else
            _evidence.ForgetRise(day);
    }

    /// <summary>What happens now is the new usual: learnt afresh from the last eight weeks.</summary>
    private void Settle(int day)
    {
        if (_episode.IsOpen)
            Close(day, CloseReason.NewNormal);
        _gone = false;
        // Also for a mere look: else what was told to be fine would open again in the same breath.
        _evidence.Restart(day);
        if (_peeking)
            return;
        _withoutLast.Clear();
        _baseline.Clear(Calibration.Prior);
        var days = _days.From(Math.Max(_days.Start, day - StableDays));
        for (var past = Math.Max(days.Start, day - StableDays); past < day; past++)
        {
            if (Moment.Weekday(past) == 0)
                _baseline.StartWeek();
            var seen = days.Read(past);
            if (seen.Exposed)
                _baseline.Observe(Moment.Weekday(past), seen.Contacts);
        }
        _withoutLast.Begin(_baseline);
        _evidence.Begin(day, _baseline.DaysKnown);
    }
}
