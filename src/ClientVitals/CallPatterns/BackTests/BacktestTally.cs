using System.Collections.Concurrent;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>
/// What each setting of each rule did with each eligible client: whole numbers, written client by client, so that sums do not depend on
/// who counted first.
/// </summary>
internal sealed class BacktestTally
{
    private readonly int[] _outcomes;

    public BacktestTally(BacktestSetting[] settings, int clients)
    {
        Settings = settings;
        Clients = clients;
        Contradicted = Rows();
        Counted = Rows();
        Delay = Rows();
        By14 = Rows();
        By21 = Rows();
        _outcomes = new int[settings.Length * AlertOutcomes.Kinds];
        Days = new int[clients];
        Plantings = new int[clients];

        int[][] Rows() => [.. settings.Select(_ => new int[clients])];
    }

    public BacktestSetting[] Settings { get; }

    public int Clients { get; }

    /// <summary>Per setting and client: contradicted alerts among those with whole follow-up.</summary>
    public int[][] Contradicted { get; }

    /// <summary>Per setting and client: alerts with whole follow-up.</summary>
    public int[][] Counted { get; }

    /// <summary>Per setting and client: days until the alert, summed over the simulated leavers.</summary>
    public int[][] Delay { get; }

    /// <summary>Per setting and client: simulated leavers found within 14 days.</summary>
    public int[][] By14 { get; }

    /// <summary>Per setting and client: simulated leavers found within 21 days.</summary>
    public int[][] By21 { get; }

    /// <summary>Per client: exposed days of the counted part of the window until their last active day.</summary>
    public int[] Days { get; }

    /// <summary>Per client: stops planted.</summary>
    public int[] Plantings { get; }

    /// <summary>The alerts of the calibrated rule at the current budgets.</summary>
    public ConcurrentBag<BacktestAlert> Alerts { get; } = [];

    public void Alert(int setting, int client, int[] activeDays, int opened, BacktestProtocol protocol)
    {
        Interlocked.Increment(ref _outcomes[setting * AlertOutcomes.Kinds + (int)AlertOutcomes.Of(activeDays, opened, protocol.To.DayNumber)]);
        if (opened > protocol.LastCounted.DayNumber)
            return;
        Counted[setting][client]++;
        if (AlertOutcomes.IsContradicted(activeDays, opened))
            Contradicted[setting][client]++;
    }

    public void Found(int setting, int client, int delay)
    {
        Delay[setting][client] += delay;
        By14[setting][client] += delay <= 14 ? 1 : 0;
        By21[setting][client] += delay <= 21 ? 1 : 0;
    }

    /// <summary>What became of the alerts of the whole window, by <see cref="AlertOutcome"/>.</summary>
    public int[] Outcomes(int setting) => _outcomes[(setting * AlertOutcomes.Kinds)..((setting + 1) * AlertOutcomes.Kinds)];
}
