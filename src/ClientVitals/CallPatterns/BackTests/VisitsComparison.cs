using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Settings;
using ClientVitals.Statistics;
using Npgsql;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>
/// What counting visits beside calls would change: the calibrated rule at the budget in force, once with calls alone and once with visits, on the same
/// clients and the same simulated leavers. Both are held against what was seen of the client by either: an alert is false when they went on calling
/// or coming. The same histories and protocol give the same figures on any machine.
/// </summary>
/// <param name="Eligible">Clients active on enough days before the window, by calls and visits together.</param>
/// <param name="Attending">Those of them with a visit in the window.</param>
/// <param name="Leavers">Leavers simulated; they stop calling and coming on the same day.</param>
/// <param name="Calls">With calls alone.</param>
/// <param name="Visits">With visits counted.</param>
/// <param name="DaysEarlier">By how many days leavers are detected earlier with visits, on average; below 0 = later. With its 90 % interval.</param>
public sealed record VisitsComparison(
    int Eligible, int Attending, int Leavers, VisitsComparison.ComparedAlerts Calls, VisitsComparison.ComparedAlerts Visits, Estimate DaysEarlier)
{
    /// <summary>What the rule did.</summary>
    /// <param name="Opened">Alerts opened in the window.</param>
    /// <param name="FalseAlerts">Those after which the client was active on two days within 28.</param>
    /// <param name="TooEarly">Those of which it is too early to tell.</param>
    /// <param name="Found">Simulated leavers detected within 28 days.</param>
    /// <param name="MeanDelay">Days until a leaver is detected; one who is not, or whose alert was open before, counts 28.</param>
    public sealed record ComparedAlerts(int Opened, int FalseAlerts, int TooEarly, int Found, double MeanDelay);

    private sealed record Case(int Place, int Stop, ClientHistory History);

    /// <summary>Null when no visit of these clients counts, or too few of them were active often enough.</summary>
    /// <param name="calls">The book by calls alone.</param>
    /// <param name="visits">The same book with visits.</param>
    public static VisitsComparison? Of(
        IReadOnlyList<ClientHistory> calls, IReadOnlyList<ClientHistory> visits, BacktestProtocol protocol, PatternBudgets budgets, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentNullException.ThrowIfNull(visits);
        ArgumentNullException.ThrowIfNull(protocol);
        if (!visits.Any(history => Array.Exists(history.Days, day => day.Visits > 0)))
            return null;
        var eligible = BacktestClient.Eligible(visits, protocol);
        if (eligible.Count < BacktestProtocol.FewestClients)
            return null;
        var stops = eligible.ConvertAll(client => SimulatedLeaver.Days(
            client.ActiveDays, protocol.From.DayNumber, protocol.LastCounted.DayNumber + 1, protocol.Plantings, SplitMix64.Of(protocol.Seed, client.History.Client)));
        var byName = calls.ToDictionary(history => history.Client, StringComparer.Ordinal);
        var callsOf = eligible.ConvertAll(client => byName.GetValueOrDefault(client.History.Client) ?? WithoutVisits(client.History));
        var (without, delaysWithout) = Walk(calls, callsOf, eligible, stops, protocol, budgets, ct);
        var (with, delaysWith) = Walk(visits, eligible.ConvertAll(client => client.History), eligible, stops, protocol, budgets, ct);
        var leavers = stops.Sum(days => days.Length);
        return new VisitsComparison(
            eligible.Count,
            eligible.Count(client => Array.Exists(client.History.Days, day => day.Visits > 0 && day.Day >= protocol.From.DayNumber && day.Day <= protocol.To.DayNumber)),
            leavers,
            without,
            with,
            Earlier(delaysWithout, delaysWith, stops, protocol));
    }

    /// <summary>
    /// Reads the book both ways and compares; null when no visit counts, or they are too few. The one that the setting asks for need not be read again.
    /// </summary>
    public static async Task<VisitsComparison?> OfAsync(
        NpgsqlConnection db, BusinessSettings settings, Moment asOf, IReadOnlyList<ClientHistory> inForce, BacktestProtocol protocol, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var visits = await CountedVisits.ReadAnywayAsync(db, settings, asOf, DateOnly.MinValue, isNow: true, ct);
        if (!visits.Any)
            return null;
        var other = (await BookReading.ReadAllAsync(db, asOf, settings.Zone, ct, DateOnly.MinValue, settings.CountsVisits ? null : visits)).Histories;
        var (without, with) = settings.CountsVisits ? (other, inForce) : (inForce, other);
        return await Task.Run(() => Of(without, with, protocol, PatternBudgets.Of(settings), ct), ct);
    }

    private static ClientHistory WithoutVisits(ClientHistory history) =>
        history with { Days = [.. history.Days.Where(day => day.Calls > 0 || day.Attempts > 0).Select(day => day with { Visits = 0 })], CountsVisits = false };

    private static (ComparedAlerts Alerts, long[] Delays) Walk(
        IReadOnlyList<ClientHistory> book, List<ClientHistory> histories, List<BacktestClient> eligible, List<int[]> stops,
        BacktestProtocol protocol, PatternBudgets budgets, CancellationToken ct)
    {
        var calibrations = new BookCalibrations(BookCalibrationFit.Of(BookCalibration.Sample(book), protocol.From));
        var outcomes = new int[AlertOutcomes.Kinds];
        foreach (var episode in PatternBook.Replay(Named(histories), protocol.From, protocol.To, PatternRule.Calibrated, budgets, calibrations))
        {
            if (episode.BreakOn is { } broke && broke >= protocol.From)
                outcomes[(int)AlertOutcomes.Of(eligible[Number(episode.Client)].ActiveDays, broke.DayNumber, protocol.To.DayNumber)]++;
        }
        ct.ThrowIfCancellationRequested();
        var found = 0;
        var delays = new long[histories.Count];
        foreach (var day in Cases(histories, stops).GroupBy(one => one.Stop))
        {
            ct.ThrowIfCancellationRequested();
            List<Case> left = [.. day];
            var until = new int[left.Count];
            Array.Fill(until, BacktestProtocol.FollowUp);
            var stood = new bool[left.Count];
            foreach (var episode in PatternBook.Replay(
                Named([.. left.Select(one => one.History)]), DateOnly.FromDayNumber(day.Key), DateOnly.FromDayNumber(day.Key + BacktestProtocol.FollowUp), PatternRule.Calibrated, budgets, calibrations))
            {
                if (episode.BreakOn is not { } broke)
                    continue;
                var place = Number(episode.Client);
                // One that stood before the stop is no finding of it, and neither is what follows it.
                stood[place] |= broke.DayNumber <= day.Key;
                until[place] = Math.Min(until[place], broke.DayNumber - day.Key);
            }
            for (var place = 0; place < until.Length; place++)
            {
                found += !stood[place] && until[place] < BacktestProtocol.FollowUp ? 1 : 0;
                delays[left[place].Place] += stood[place] ? BacktestProtocol.FollowUp : until[place];
            }
        }
        var leavers = stops.Sum(one => one.Length);
        return (new ComparedAlerts(
            outcomes.Sum(), outcomes[(int)AlertOutcome.CameBack], outcomes[(int)AlertOutcome.TooEarly], found, leavers == 0 ? BacktestProtocol.FollowUp : delays.Sum() / (double)leavers), delays);
    }

    private static IEnumerable<Case> Cases(List<ClientHistory> histories, List<int[]> stops)
    {
        for (var place = 0; place < histories.Count; place++)
        {
            foreach (var stop in stops[place])
                yield return new Case(place, stop, SimulatedLeaver.In(histories[place], stop));
        }
    }

    private static Estimate Earlier(long[] without, long[] with, List<int[]> stops, BacktestProtocol protocol)
    {
        double Mean(int[] weights)
        {
            double days = 0, leavers = 0;
            for (var client = 0; client < weights.Length; client++)
            {
                days += weights[client] * (double)(without[client] - with[client]);
                leavers += (double)weights[client] * stops[client].Length;
            }
            return leavers == 0 ? 0 : days / leavers;
        }

        var weights = new int[stops.Count];
        var resampled = new double[protocol.Resamples];
        for (var number = 0; number < resampled.Length; number++)
        {
            Array.Clear(weights);
            var dice = new SplitMix64(protocol.Seed, (ulong)number);
            for (var draw = 0; draw < weights.Length; draw++)
                weights[dice.Below(weights.Length)]++;
            resampled[number] = Mean(weights);
        }
        Array.Sort(resampled);
        Array.Fill(weights, 1);
        var mean = Mean(weights);
        return resampled.Length == 0 ? new Estimate(mean, mean, mean)
            : new Estimate(mean, resampled[(int)(.05 * (resampled.Length - 1))], resampled[(int)Math.Ceiling(.95 * (resampled.Length - 1))]);
    }

    private static List<ClientHistory> Named(List<ClientHistory> histories) =>
        [.. histories.Select((history, place) => history with { Client = place.ToString(System.Globalization.CultureInfo.InvariantCulture) })];

    private static int Number(string name) => int.Parse(name, System.Globalization.CultureInfo.InvariantCulture);
}
