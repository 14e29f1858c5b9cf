using ClientVitals.Statistics;

namespace ClientVitals.CallPatterns.Model;

/// <summary>The calibrated rule's findings put in the words and numbers that people see.</summary>
internal sealed partial class SequentialMonitor
{
    private const double Unremarkable = 2;

    /// <summary>No simulated family exceeds the budget by more once the book is calibrated, so what is called rare is at least that rare.</summary>
    internal const double LargestFamily = 1.5;

    /// <summary>The largest number of weeks that is said; it fits the column that stores it.</summary>
    private const double RarestWeeks = 1e12;

    private readonly double[] _usual = new double[7];

    /// <summary>Judges a day that is the first one not taken in, or lies before the client's beginning.</summary>
    /// <param name="dayShare">Share of that day that has passed.</param>
    public Judgement Judge(int day, double dayShare) => IsBefore(day) ? Unknown(day) : Judge(dayShare);

    private Judgement Unknown(int day) => new(
        _history.Client, DateOnly.FromDayNumber(day), PatternRule.Calibrated, PatternStatus.Normal, false, 0, null, null, null,
        null, null, null, null, null, null, 0, 0, 0, 0, null, 0, null, PatternHold.None, null)
    {
        InVain = _history.InVain,
        CountsVisits = _history.CountsVisits,
    };

    /// <summary>Judges the client on the first day not taken in.</summary>
    public Judgement Judge(double dayShare)
    {
        var today = _day;
        var state = Look();
        var status = state.Episode.Status;
        var since = status switch
        {
            PatternStatus.Normal => CalibratedThresholds.Window(state.Evidence),
            PatternStatus.AbovePattern => Math.Min(state.Episode.DriftSince, today),
            _ => state.Episode.DriftSince,
        };
        since = Math.Min(since, today);
        _withoutLast.AtDrift.ActiveChances(_usual);
        var perActive = _withoutLast.AtDrift.CallsPerActiveDay;
        var window = Window(since, today);
        var thisWeek = Window(Moment.MondayOf(today), today);
        var last30 = Window((status == PatternStatus.Normal ? today + 1 : since) - 30, status == PatternStatus.Normal ? today + 1 : since);
        var (callsToday, contactsToday) = (state.Today.Calls, state.Today.Contacts);
        double? average = last30.Days == 0 ? null : 7.0 * last30.Calls / last30.Days;
        var weekday = Moment.Weekday(today);
        var expectedToday = state.Today.Exposed ? _usual[weekday] * perActive * DayLight(dayShare) : 0;
        var score = CalibratedThresholds.BreakScore(state.Evidence, _baseline);
        // Most clients are below this, where no reader needs the exact value.
        var evidence = score <= Unremarkable ? Math.Max(0, score)
            : Math.Max(Unremarkable, _withoutLast.Lowest(today, _days, score, CalibratedThresholds.BreakScore));
        var known = IsKnown;
        // A rise is measured against what was usual day by day while it built up; the snapshot already knows it.
        var rising = status == PatternStatus.AbovePattern;
        var (usualDays, spread) = rising ? (state.Evidence.RiseUsual, state.Evidence.RiseUsual) : (window.Expected, window.Variance);
        double? expected = known ? usualDays * perActive : null;
        var contactsSince = window.Contacts + contactsToday;
        var beginning = !known && state.Hold == PatternHold.None && contactsToday == 0 && !IsScheduled(today) ? Beginning(today) : 0;
        var (low, high) = known ? CountInterval.Of(usualDays, spread, perActive) : (0, 0);
        return new Judgement(
            _history.Client,
            DateOnly.FromDayNumber(today),
            PatternRule.Calibrated,
            status,
            known,
            thisWeek.AllCalls + callsToday,
            average,
            expected > 0 ? 100 * (contactsSince - expected) / expected : null,
            known ? thisWeek.Expected * perActive + expectedToday : null,
            known ? DateOnly.FromDayNumber(since) : null,
            expected,
            known ? low : null,
            known ? high : null,
            known ? evidence : null,
            known ? _thresholds.Break : null,
            _exposed / 7.0,
            _active,
            window.Calls + callsToday,
            window.Paused,
            contactsToday > 0 ? DateOnly.FromDayNumber(today) : _lastActive < 0 ? null : DateOnly.FromDayNumber(_lastActive),
            known && !rising ? UsualDays() : 0,
            known && evidence > Unremarkable ? Math.Min(Math.Exp(evidence) / LargestFamily, RarestWeeks) : null,
            beginning > 0 ? PatternHold.NeverGotGoing : state.Hold,
            state.Episode.IsOpen
                ? new OpenEpisode(
                    DateOnly.FromDayNumber(state.Episode.OpenedOn),
                    state.Episode.BreakOn == 0 ? null : DateOnly.FromDayNumber(state.Episode.BreakOn),
                    status,
                    DateOnly.FromDayNumber(state.Episode.DriftSince))
                : null)
        {
            InVain = _history.InVain,
            CountsVisits = _history.CountsVisits,
            ContactsSince = contactsSince,
            AvgContactsPerWeek = last30.Days == 0 ? null : 7.0 * last30.Contacts / last30.Days,
            UsualPerWeek = !known ? null : !rising ? _usual.Sum() * perActive : window.Days > 0 ? 7 * usualDays * perActive / window.Days : null,
            UsualWeeks = known && !rising && _usual.Sum() is > 0 and var aWeek ? window.Usual / aWeek : window.Days / 7.0,
            Beginning = beginning,
            LoggedShare = !known || _history.Delays?.IsKnown(_days.SeenBy) != true ? null : window.Usual > 0 ? window.Expected / window.Usual : 1,
            LastClosed = state.LastClosed is { } closed
                ? new Episode(
                    _history.Client,
                    DateOnly.FromDayNumber(closed.OpenedOn),
                    closed.BreakOn is { } broke ? DateOnly.FromDayNumber(broke) : null,
                    closed.Worst,
                    DateOnly.FromDayNumber(closed.ClosedOn),
                    closed.Reason,
                    DateOnly.FromDayNumber(closed.DriftSince),
                    "")
                : null,
        };
    }

    /// <summary>Exposed days from the first active day to the last of somebody who never got going; else 0.</summary>
    private int Beginning(int today)
    {
        if (_days.HasEarlier || _active is < NeverGotGoing.FewestDays or >= MinimumHistory.ActiveDays)
            return 0;
        var beginning = Math.Max(1, Window(_days.First, _lastActive).Days);
        return NeverGotGoing.Is(_active, beginning, Window(_lastActive + 1, today).Days) ? beginning : 0;
    }

    private readonly record struct WindowCount(int Days, int Paused, int Calls, int Contacts, int AllCalls, double Expected, double Variance, double Usual);

    /// <summary>Counts a half-open range of days; <c>Expected</c> in active days, from the usual chances of each weekday, as far as they are logged; <c>Usual</c>, logged or not.</summary>
    private WindowCount Window(int from, int until)
    {
        var days = _days.From(from);
        int exposed = 0, paused = 0, calls = 0, contacts = 0, all = 0;
        double expected = 0, variance = 0, usual = 0;
        for (var day = from; day < until; day++)
        {
            var seen = days.Read(day);
            all += seen.Calls;
            if (seen.Paused || seen.Stale)
                paused++;
            if (!seen.Exposed)
                continue;
            exposed++;
            calls += seen.Calls;
            contacts += seen.Contacts;
            usual += _usual[Moment.Weekday(day)];
            var chance = _usual[Moment.Weekday(day)] * days.Logged(day);
            expected += chance;
            variance += chance * (1 - chance);
        }
        return new WindowCount(exposed, paused, calls, contacts, all, expected, variance, usual);
    }

    /// <summary>The weekdays on which a call is usual: at least three in five, and clearly more than on the others.</summary>
    private int UsualDays()
    {
        var bits = 0;
        for (var weekday = 0; weekday < 7; weekday++)
        {
            if (_usual[weekday] >= .6)
                bits |= 1 << weekday;
        }
        return bits;
    }

    /// <summary>Share of a day's calls made by this time of day: evenly between 8 and 20 o'clock.</summary>
    private static double DayLight(double dayShare) => Math.Clamp((dayShare * 24 - 8) / 12, 0, 1);
}
