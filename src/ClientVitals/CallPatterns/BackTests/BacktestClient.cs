using ClientVitals.CallPatterns.Model;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>An eligible client, with what really happened.</summary>
/// <param name="Place">Their number among the eligible.</param>
/// <param name="ActiveDays">Sorted, each once, whenever they became known.</param>
internal sealed record BacktestClient(int Place, ClientHistory History, int[] ActiveDays)
{
    /// <summary>The eligible clients, in the order of the book.</summary>
    public static List<BacktestClient> Eligible(IReadOnlyList<ClientHistory> book, BacktestProtocol protocol)
    {
        var from = protocol.From.DayNumber;
        var eligible = new List<BacktestClient>();
        foreach (var history in book)
        {
            int[] active = [.. history.Days.Where(day => day.IsActive && day.Day <= protocol.To.DayNumber).Select(day => day.Day).Distinct().Order()];
            var before = AlertOutcomes.FirstFrom(active, from);
            var early = AlertOutcomes.FirstFrom(active, from - 7 * BacktestProtocol.EligibleWeeks);
            if (before - early >= BacktestProtocol.EligibleActiveDays && active[before - 1] >= from - BacktestProtocol.RecentDays)
                eligible.Add(new BacktestClient(eligible.Count, history, active));
        }
        return eligible;
    }

    /// <summary>Exposed days from one day to another, both included, that are not after the last active day.</summary>
    public int DaysGoingOn(int from, int to)
    {
        var reader = new ClientDays(History, int.MaxValue).From(from);
        var days = 0;
        for (var day = from; day <= Math.Min(to, ActiveDays[^1]); day++)
            days += reader.Read(day).Exposed ? 1 : 0;
        return days;
    }
}
