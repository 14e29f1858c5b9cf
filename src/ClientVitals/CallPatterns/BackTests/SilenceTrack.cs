using ClientVitals.CallPatterns.Model;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>
/// How silent a client was on each of a row of days, as that day's check saw it: what the simple rules go by. Calls logged late and pauses
/// entered late change what is known from the day they are seen.
/// </summary>
internal sealed class SilenceTrack
{
    /// <summary>Fewer gaps than this are no habit.</summary>
    private const int FewestGaps = 4;

    private readonly ClientHistory _history;
    private readonly int _start;
    private readonly List<int> _active = [];
    private readonly List<int> _exposedBefore = [];
    private readonly List<int> _gaps = [];
    private int _next;

    /// <param name="from">First day asked for.</param>
    /// <param name="to">Last day asked for.</param>
    public SilenceTrack(ClientHistory history, int from, int to)
    {
        _history = history;
        _start = new ClientDays(history, to).Start;
        Silence = new double[to - from + 1];
        GapShare = new double[to - from + 1];
        var news = News(from, to);
        var exposure = new ClientDays(history, from);
        for (var day = from; day <= to; day++)
        {
            if (day == from || news.Contains(day))
                exposure = Relearn(day);
            else
                Advance(day, ref exposure);
            var last = _active.Count == 0 ? -1 : _active[^1];
            // Before the first call there is no silence, and none after a call of this very day.
            if (last < _start || last >= day)
                continue;
            Silence[day - from] = Exposed(day) - Exposed(last + 1);
            if (_gaps.Count >= FewestGaps)
                GapShare[day - from] = (Exposed(day) - Exposed(last)) / Quantile95();
        }
    }

    /// <summary>Exposed days without a call since the last one; 0 before the first call.</summary>
    public double[] Silence { get; }

    /// <summary>The gap a call today would end, as a multiple of the client's own 95 % gap; 0 with fewer than four gaps.</summary>
    public double[] GapShare { get; }

    /// <summary>Exposed days from the beginning up to, not including, this day.</summary>
    private int Exposed(int day) => day <= _start ? 0 : _exposedBefore[day - _start];

    /// <summary>Everything seen by this day's check.</summary>
    private ClientDays Relearn(int day)
    {
        _active.Clear();
        _gaps.Clear();
        _exposedBefore.Clear();
        _exposedBefore.Add(0);
        var reader = new ClientDays(_history, day);
        for (var past = _start; past < day; past++)
            Expose(reader.Read(past).Exposed);
        for (_next = 0; _next < _history.Days.Length && _history.Days[_next].Day <= day; _next++)
            See(_history.Days[_next], day);
        _next = 0;
        while (_next < _history.Days.Length && _history.Days[_next].Day < day)
            _next++;
        return reader;
    }

    /// <summary>One day more is over, and nothing of an earlier day became known.</summary>
    private void Advance(int day, ref ClientDays reader)
    {
        reader.SeenBy = day;
        if (day > _start)
            Expose(reader.Read(day - 1).Exposed);
        while (_next < _history.Days.Length && _history.Days[_next].Day < day)
            See(_history.Days[_next++], day);
        for (var today = _next; today < _history.Days.Length && _history.Days[today].Day == day; today++)
            See(_history.Days[today], day);
    }

    private void Expose(bool exposed) => _exposedBefore.Add(_exposedBefore[^1] + (exposed ? 1 : 0));

    private void See(ClientDay day, int by)
    {
        if (!day.IsActive || !(day.SeenOn == 0 ? day.Day < by : day.SeenOn <= by) || _active.Count > 0 && _active[^1] >= day.Day)
            return;
        if (_active.Count > 0 && _active[^1] >= _start)
        {
            var gap = Exposed(Math.Min(day.Day, _start + _exposedBefore.Count - 1)) - Exposed(_active[^1]);
            var place = _gaps.BinarySearch(gap);
            _gaps.Insert(place < 0 ? ~place : place, gap);
        }
        _active.Add(day.Day);
    }

    /// <summary>The 95 % quantile of the gaps so far, in exposed days, in a straight line between order statistics (type 7 of Hyndman and Fan 1996).</summary>
    private double Quantile95()
    {
        var place = .95 * (_gaps.Count - 1);
        var low = (int)place;
        var high = Math.Min(low + 1, _gaps.Count - 1);
        return Math.Max(1, _gaps[low] + (place - low) * (_gaps[high] - _gaps[low]));
    }

    /// <summary>Days whose check sees something of an earlier day for the first time.</summary>
    private HashSet<int> News(int from, int to)
    {
        var news = new HashSet<int>();
        foreach (var day in _history.Days)
        {
            if (day.SeenOn > day.Day + 1 && day.SeenOn > from && day.SeenOn <= to)
                news.Add(day.SeenOn);
        }
        foreach (var pause in _history.Pauses)
        {
            if (pause.SeenOn > pause.From && pause.SeenOn > from && pause.SeenOn <= to)
                news.Add(pause.SeenOn);
        }
        return news;
    }
}
