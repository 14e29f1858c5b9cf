namespace ClientVitals.CallPatterns.Model;

/// <summary>Walks one client through a period, one check a day, and notes what a reader of those checks would have seen.</summary>
internal static class EpisodeReplay
{
    public static List<Episode> Of(SequentialMonitor monitor, ClientHistory history, int from, int to, PatternRule rule, BookCalibrations? calibrations) =>
        rule == PatternRule.Documented ? Documented(monitor, history, from, to) : Calibrated(monitor, history, from, to, calibrations);

    private static List<Episode> Calibrated(SequentialMonitor monitor, ClientHistory history, int from, int to, BookCalibrations? calibrations)
    {
        var episodes = new List<Episode>();
        var late = LateDays(history, from, to);
        var nextLate = 0;
        Episode? open = null;
        var openedBy = 0;
        for (var day = from; day <= to; day++)
        {
            // Something of an earlier day is seen only now, or the window moved over days that were read: what is usual is
            // learnt again, as this check sees it.
            var isLate = nextLate < late.Length && late[nextLate] == day;
            if (isLate)
                nextLate++;
            var calibration = calibrations?.At(day) ?? BookCalibration.Unknown;
            var isLearnt = calibration != monitor.Calibration;
            if (isLearnt)
                monitor.Learn(calibration);
            if (day == from || isLate || isLearnt || history.Delays is { IsOfChecks: true } || monitor.IsUnseen || monitor.Start < PatternWindow.Start(day))
                monitor.Begin(history, day, PatternWindow.Start(day));
            monitor.WalkTo(day);
            if (monitor.IsBefore(day))
                continue;
            var state = monitor.Look();
            var standing = state.Episode;
            if (open is not null && (!standing.IsOpen || Replaces(state, openedBy, open)))
            {
                episodes.Add(Closed(open, day, Why(state, openedBy, open, monitor)));
                open = null;
            }
            if (!standing.IsOpen)
                continue;
            if (open is null)
            {
                open = Opened(monitor.Judge(0), day == from ? standing.OpenedOn : day, day);
                openedBy = standing.OpenedOn;
            }
            else if (open.Worst != standing.Status)
                open = open with
                {
                    Worst = standing.Status,
                    BreakOn = open.BreakOn ?? DateOnly.FromDayNumber(day),
                    Reason = monitor.Judge(0).Reason,
                };
        }
        if (open is not null)
            episodes.Add(open);
        return episodes;
    }

    private static List<Episode> Documented(SequentialMonitor monitor, ClientHistory history, int from, int to)
    {
        var episodes = new List<Episode>();
        Episode? open = null;
        for (var day = from; day <= to; day++)
        {
            var judgement = DocumentedDay(monitor, history, day);
            var status = judgement?.Status ?? PatternStatus.Normal;
            if (open is not null && open.Worst != status)
            {
                episodes.Add(Closed(open, day, CloseReason.StatusChanged));
                open = null;
            }
            if (open is null && status != PatternStatus.Normal)
                open = Opened(judgement!, day, day);
        }
        if (open is not null)
            episodes.Add(open);
        return episodes;
    }

    private static Judgement? DocumentedDay(SequentialMonitor monitor, ClientHistory history, int day)
    {
        var (week, calls, days) = DocumentedRule.Count(history, day, day);
        if (DocumentedRule.Status(week, calls, days) == PatternStatus.Normal || !MinimumHistory.At(history, day, day))
            return null;
        monitor.Begin(history, day, PatternWindow.Start(day));
        monitor.WalkTo(day);
        return DocumentedRule.Judge(history, day, day, monitor.Judge(0));
    }

    private static bool Replaces(MonitorState state, int openedBy, Episode open) =>
        state.Episode.OpenedOn != openedBy && state.LastClosed is { } closed && closed.OpenedOn == openedBy
        // After relearning, from a window or a calibration that moved, the evidence may no longer reach a break: the break is withdrawn.
        || state.Episode.Status == PatternStatus.BelowPattern && open.BreakOn is not null
        || state.Episode.Status == PatternStatus.AbovePattern != (open.Worst == PatternStatus.AbovePattern);

    private static CloseReason Why(MonitorState state, int openedBy, Episode open, SequentialMonitor monitor) =>
        state.LastClosed is { } closed && closed.OpenedOn == openedBy ? closed.Reason
        : monitor.LastActive >= open.OpenedOn.DayNumber || state.Today.IsActive ? CloseReason.Returned
        : state.Today.Paused ? CloseReason.Paused
        : CloseReason.Corrected;

    private static Episode Opened(Judgement judgement, int openedOn, int seenOn) => new(
        judgement.Client,
        DateOnly.FromDayNumber(openedOn),
        judgement.Status != PatternStatus.PatternBreak ? null
            : openedOn == seenOn ? DateOnly.FromDayNumber(seenOn)
            : judgement.Open?.BreakOn ?? DateOnly.FromDayNumber(seenOn),
        judgement.Status,
        null,
        null,
        judgement.Open?.DriftSince,
        judgement.Reason);

    private static Episode Closed(Episode open, int day, CloseReason reason) =>
        open with { ClosedOn = DateOnly.FromDayNumber(day), Closed = reason };

    /// <summary>The days on which something of an earlier day is first seen.</summary>
    private static int[] LateDays(ClientHistory history, int from, int to)
    {
        List<int>? late = null;
        foreach (var day in history.Days)
        {
            if (day.SeenOn > day.Day + 1 && day.SeenOn > from && day.SeenOn <= to)
                (late ??= []).Add(day.SeenOn);
        }
        foreach (var pause in history.Pauses)
        {
            if (pause.SeenOn > pause.From && pause.SeenOn > from && pause.SeenOn <= to)
                (late ??= []).Add(pause.SeenOn);
        }
        return late is null ? [] : [.. late.Distinct().Order()];
    }
}
