namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// Silences that ended on their own, each with its score when the client called again: what would have been false alarms. One that
/// ended in a single call, with no other within four weeks, is not counted: the client may have been leaving.
/// </summary>
/// <param name="monday">The day whose check reads; what became known later is not seen.</param>
/// <param name="prior">The prior of a new client of the book.</param>
internal sealed class ResolvedSilences(int monday, BookPrior prior)
{
    private const int SecondCallWithin = 28;

    /// <summary>How far below the threshold of the default budget a silence still counts for something.</summary>
    private const double Near = -1;

    private const double OftenEnough = .9, LongerInBursts = .5;

    private readonly Baseline _usual = new();
    private readonly LeaveLastCallsOut _withoutLast = new();
    private int _countedOn;

    /// <summary>How far beyond the threshold of the default budget each silence went, in natural-log units; only those that came near.</summary>
    public List<double> Scores { get; } = [];

    /// <summary>
    /// Client-weeks in which silences could end, each client's up to their last active day. Weighed down for clients who are seldom active or
    /// call in bursts: an alarm of theirs stays open for long, so they are allowed fewer.
    /// </summary>
    public double WeeksAtRisk { get; private set; }

    public void Add(ClientHistory history)
    {
        var days = new ClientDays(history, monday, PatternWindow.Start(monday));
        var watchedFrom = monday - 7 * BookCalibration.Weeks;
        var evidence = new DriftEvidence();
        _countedOn = 0;
        _usual.Clear(prior);
        _withoutLast.Begin(_usual);
        evidence.Begin(days.Start, 0);
        int exposed = 0, active = 0, atRisk = 0, counted = 0, endedOn = 0;
        double ended = double.NaN, share = 1;
        for (var day = days.Start; day < monday; day++)
        {
            var weekday = Moment.Weekday(day);
            if (weekday == 0)
                _usual.StartWeek();
            var seen = days.Read(day);
            var isActive = seen.IsActive;
            var isKnown = exposed >= MinimumHistory.ExposedDays && active >= MinimumHistory.ActiveDays;
            if (isActive)
            {
                if (endedOn > 0 && day - endedOn < SecondCallWithin)
                    Count(ended, endedOn);
                endedOn = 0;
                if (isKnown && day >= watchedFrom && Beyond(day, days, evidence) is > Near and var beyond)
                    (ended, endedOn) = (beyond, day);
                counted = atRisk;
                active++;
            }
            if (!seen.Exposed)
            {
                if (isActive)
                    evidence.ForgetSilence(day + 1);
                continue;
            }
            exposed++;
            atRisk += isKnown && day >= watchedFrom ? 1 : 0;
            // The first call of a client with no stated start is why we look at all.
            if (day != days.First || history.StartDay is not null || days.HasEarlier)
                evidence.Add(day, _usual.Observe(weekday, seen.Contacts), isActive);
            if (isActive)
            {
                _withoutLast.Note(day, _usual, evidence, begins: false);
                share = Patient();
            }
            if (exposed == MinimumHistory.ExposedDays)
            {
                evidence.RestartWindows(day + 1);
                _withoutLast.Begin(_usual);
            }
        }
        WeeksAtRisk += counted / 7.0 * share;
    }

    private double Patient() =>
        Math.Min(1, _usual.ActiveDaysPerWeek / OftenEnough) * (1 - LongerInBursts * _usual.Styles.Bursts);

    /// <summary>While an alarm is open no other opens: of silences within four weeks of each other the longest counts.</summary>
    private void Count(double score, int endedOn)
    {
        if (endedOn < _countedOn + SecondCallWithin)
            Scores[^1] = Math.Max(Scores[^1], score);
        else
        {
            Scores.Add(score);
            _countedOn = endedOn;
        }
    }

    private double Beyond(int day, ClientDays days, in DriftEvidence evidence)
    {
        var score = CalibratedThresholds.BeyondDefault(evidence, _usual);
        return score > Near ? _withoutLast.Lowest(day, days, score, (one, usual) => CalibratedThresholds.BeyondDefault(one, usual)) : score;
    }
}
