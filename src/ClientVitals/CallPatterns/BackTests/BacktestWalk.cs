using ClientVitals.CallPatterns.Model;
using ClientVitals.Statistics;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>Takes every rule through the window and through the simulated leavers, and notes what it did. Parts of the book are walked at once.</summary>
internal sealed class BacktestWalk
{
    private const int Part = 64;

    /// <summary>In place of a delay: the alert stood before the stop.</summary>
    private const int Stood = int.MinValue;

    private readonly BacktestProtocol _protocol;
    private readonly PatternBudgets _budgets;
    private readonly BookCalibrations _calibrations;
    private readonly BacktestTally _tally;
    private readonly int _from, _to;
    private int _standingDays;

    private BacktestWalk(BacktestProtocol protocol, PatternBudgets budgets, BookCalibrations calibrations, BacktestSetting[] settings, int clients)
    {
        _protocol = protocol;
        _budgets = budgets;
        _calibrations = calibrations;
        _tally = new BacktestTally(settings, clients);
        _from = protocol.From.DayNumber;
        _to = protocol.To.DayNumber;
    }

    /// <param name="calibrations">What is known of the whole book.</param>
    /// <param name="progress">Told how many clients are done.</param>
    public static (BacktestTally Tally, double WeeksAtRisk) Of(
        List<BacktestClient> clients, BacktestProtocol protocol, PatternBudgets budgets, BookCalibrations calibrations, IProgress<int>? progress, CancellationToken ct)
    {
        var walk = new BacktestWalk(protocol, budgets, calibrations, Settings(budgets), clients.Count);
        var done = 0;
        Parallel.For(0, (clients.Count + Part - 1) / Part, new ParallelOptions { CancellationToken = ct }, part =>
        {
            var some = clients.GetRange(part * Part, Math.Min(Part, clients.Count - part * Part));
            walk.Through(some, ct);
            progress?.Report(Interlocked.Add(ref done, some.Count));
        });
        var exposed = clients.Sum(client => walk.ExposedInWindow(client));
        return (walk._tally, (exposed - walk._standingDays) / 7.0);
    }

    /// <summary>
    /// Every rule at every constant; the calibrated one at the stated budgets times powers of the fourth root of 2, those themselves among them,
    /// and far enough up that a book with a large threshold shift is compared at the same volumes as others.
    /// </summary>
    private static BacktestSetting[] Settings(PatternBudgets budgets) =>
    [
        .. DocumentedShare.Constants.Select(share => new BacktestSetting(BacktestRule.Documented, share)),
        .. FixedSilence.Constants.Select(days => new BacktestSetting(BacktestRule.FixedSilence, days)),
        .. OwnGap.Constants.Select(times => new BacktestSetting(BacktestRule.OwnGap, times)),
        .. Enumerable.Range(-20, 43).Select(step => new BacktestSetting(BacktestRule.Calibrated, budgets.Break * Math.Pow(2, step / 4.0))),
    ];

    private void Through(List<BacktestClient> clients, CancellationToken ct)
    {
        var planted = new List<(BacktestClient Client, int Stop, ClientHistory History)>();
        foreach (var client in clients)
        {
            ct.ThrowIfCancellationRequested();
            _tally.Days[client.Place] = client.DaysGoingOn(_from, _protocol.LastCounted.DayNumber);
            Simple(client);
            var stops = SimulatedLeaver.Days(
                client.ActiveDays, _from, _protocol.LastCounted.DayNumber + 1, _protocol.Plantings, SplitMix64.Of(_protocol.Seed, client.History.Client));
            _tally.Plantings[client.Place] = stops.Length;
            foreach (var stop in stops)
            {
                var history = SimulatedLeaver.In(client.History, stop);
                SimplePlanted(client, history, stop);
                planted.Add((client, stop, history));
            }
        }
        var named = clients.ConvertAll(client => client.History with { Client = Name(client.Place) });
        var byStop = planted.GroupBy(one => one.Stop).ToList();
        for (var setting = 0; setting < _tally.Settings.Length; setting++)
        {
            if (_tally.Settings[setting].Rule != BacktestRule.Calibrated)
                continue;
            ct.ThrowIfCancellationRequested();
            Calibrated(setting, clients, named);
            foreach (var sameDay in byStop)
                CalibratedPlanted(setting, sameDay.Key, [.. sameDay.Select(one => (one.Client, one.History))]);
        }
    }

    private void Simple(BacktestClient client)
    {
        var silence = new SilenceTrack(client.History, _from - 1, _to);
        var week = DocumentedShare.Measure(client.History, _from - 1, _to);
        for (var setting = 0; setting < _tally.Settings.Length; setting++)
        {
            if (Measured(_tally.Settings[setting], silence, week) is not var (measure, beyond))
                continue;
            foreach (var opened in Alerts.Opened(measure, _from, beyond))
                _tally.Alert(setting, client.Place, client.ActiveDays, opened, _protocol);
        }
    }

    private void SimplePlanted(BacktestClient client, ClientHistory history, int stop)
    {
        var silence = new SilenceTrack(history, stop, stop + BacktestProtocol.FollowUp);
        var week = DocumentedShare.Measure(history, stop, stop + BacktestProtocol.FollowUp);
        for (var setting = 0; setting < _tally.Settings.Length; setting++)
        {
            if (Measured(_tally.Settings[setting], silence, week) is var (measure, beyond))
                _tally.Found(setting, client.Place, Alerts.Delay(measure, beyond));
        }
    }

    private static (double[] Measure, double Beyond)? Measured(BacktestSetting setting, SilenceTrack silence, double[] week) => setting.Rule switch
    {
        BacktestRule.Documented => (week, -setting.Constant),
        BacktestRule.FixedSilence => (silence.Silence, FixedSilence.Beyond(setting.Constant)),
        BacktestRule.OwnGap => (silence.GapShare, setting.Constant),
        _ => null,
    };

    private void Calibrated(int setting, List<BacktestClient> clients, List<ClientHistory> named)
    {
        var stated = _tally.Settings[setting].Constant == _budgets.Break;
        foreach (var episode in PatternBook.Replay(named, _protocol.From, _protocol.To, PatternRule.Calibrated, BudgetsAt(setting), _calibrations))
        {
            if (episode.BreakOn is not { } broke)
                continue;
            var client = clients[Number(episode.Client) - clients[0].Place];
            var opened = broke.DayNumber;
            if (stated)
                Interlocked.Add(ref _standingDays, Math.Min(_to + 1, episode.ClosedOn?.DayNumber ?? int.MaxValue) - Math.Max(_from, opened));
            if (opened < _from)
                continue;
            _tally.Alert(setting, client.Place, client.ActiveDays, opened, _protocol);
            if (stated)
                _tally.Alerts.Add(new(client.History.Client, broke, AlertOutcomes.Of(client.ActiveDays, opened, _to)));
        }
    }

    private void CalibratedPlanted(int setting, int stop, List<(BacktestClient Client, ClientHistory History)> planted)
    {
        var named = planted.Select((one, place) => one.History with { Client = Name(place) }).ToList();
        var delays = new int[planted.Count];
        Array.Fill(delays, BacktestProtocol.FollowUp);
        var until = DateOnly.FromDayNumber(stop + BacktestProtocol.FollowUp);
        foreach (var episode in PatternBook.Replay(named, DateOnly.FromDayNumber(stop), until, PatternRule.Calibrated, BudgetsAt(setting), _calibrations))
        {
            // One that stood before the stop is no finding of it, and neither is what follows it.
            if (episode.BreakOn is not { } broke)
                continue;
            ref var delay = ref delays[Number(episode.Client)];
            delay = broke.DayNumber <= stop ? Stood : Math.Min(delay, broke.DayNumber - stop);
        }
        for (var place = 0; place < delays.Length; place++)
            _tally.Found(setting, planted[place].Client.Place, delays[place] == Stood ? BacktestProtocol.FollowUp : delays[place]);
    }

    private PatternBudgets BudgetsAt(int setting)
    {
        var times = _tally.Settings[setting].Constant / _budgets.Break;
        return new PatternBudgets(_budgets.Break * times, _budgets.Below * times, _budgets.Above * times);
    }

    private int ExposedInWindow(BacktestClient client)
    {
        var reader = new ClientDays(client.History, int.MaxValue).From(_from);
        var days = 0;
        for (var day = _from; day <= _to; day++)
            days += reader.Read(day).Exposed ? 1 : 0;
        return days;
    }

    private static string Name(int place) => place.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int Number(string name) => int.Parse(name, System.Globalization.CultureInfo.InvariantCulture);
}
