namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// Leave-one-out bound of the evidence: the score if the last calls had not been made. A call raises the usual rate a little, and with few
/// calls that could outweigh the silence it ended; so no evidence counts for more than it would without the latest calls.
/// Keeps the state after each of the last active days and continues it through silence only when a score is near its threshold.
/// </summary>
internal sealed class LeaveLastCallsOut
{
    private const int Kept = 6;

    private readonly Baseline[] _baselines = [.. Enumerable.Range(0, Kept).Select(_ => new Baseline())];
    private readonly DriftEvidence[] _evidence = new DriftEvidence[Kept];
    private readonly int[] _days = new int[Kept];
    private readonly Baseline _run = new();
    private Baseline _spare = new();
    private int _count;

    /// <summary>What was usual when the current window began.</summary>
    public Baseline AtDrift { get; private set; } = new();

    public void Clear() => _count = 0;

    /// <summary>The window restarts, with this as the usual.</summary>
    public void Begin(Baseline baseline)
    {
        _count = 0;
        AtDrift = _spare;
        AtDrift.CopyFrom(baseline);
    }

    /// <summary>Notes the state after an active day.</summary>
    /// <param name="begins">Whether nothing speaks for a fall any more, so that this is what a new window starts from.</param>
    public void Note(int day, Baseline baseline, in DriftEvidence evidence, bool begins)
    {
        var slot = _count++ % Kept;
        // The usual of the window outlives its slot: it changes places with the spare one.
        if (ReferenceEquals(_baselines[slot], AtDrift))
            (_baselines[slot], _spare) = (_spare, _baselines[slot]);
        _baselines[slot].CopyFrom(baseline);
        _evidence[slot] = evidence;
        _days[slot] = day;
        if (begins)
            AtDrift = _baselines[slot];
    }

    /// <summary>The lowest score of a day if the last one to five active days had been silent, and at most <paramref name="score"/>.</summary>
    /// <param name="today">The day scored; days before it are over.</param>
    /// <param name="history">Reads which days were exposed.</param>
    /// <param name="score">The score as things are.</param>
    /// <param name="measure">Scores a state.</param>
    public double Lowest(int today, ClientDays history, double score, Func<DriftEvidence, Baseline, double> measure)
    {
        for (var back = 2; back <= Math.Min(Kept, _count); back++)
        {
            var slot = (_count - back) % Kept;
            var evidence = _evidence[slot];
            _run.CopyFrom(_baselines[slot]);
            var days = history.From(_days[slot] + 1);
            for (var day = _days[slot] + 1; day < today; day++)
            {
                var weekday = Moment.Weekday(day);
                if (weekday == 0)
                    _run.StartWeek();
                if (days.Read(day).Exposed)
                    evidence.Add(day, days.Unheard(day, _run.Observe(weekday, 0)), false);
            }
            score = Math.Min(score, measure(evidence, _run));
        }
        return score;
    }
}
