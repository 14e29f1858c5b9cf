using ClientVitals.CallPatterns.Model;
using ClientVitals.Statistics;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>A history in which the client stops on a day on which in truth they went on.</summary>
internal static class SimulatedLeaver
{
    /// <summary>
    /// The days on which a simulated leaver stops: active days of the client within the half-open range, spread over it, each drawn from its own
    /// stretch. All of them when there are not more than asked for.
    /// </summary>
    public static int[] Days(int[] activeDays, int from, int until, int most, SplitMix64 dice)
    {
        var open = activeDays.AsSpan(Array.FindIndex(activeDays, day => day >= from) is var first and >= 0 ? first : activeDays.Length);
        while (open.Length > 0 && open[^1] >= until)
            open = open[..^1];
        if (open.Length <= most)
            return open.ToArray();
        var days = new int[most];
        for (var i = 0; i < most; i++)
        {
            var (low, high) = (i * open.Length / most, (i + 1) * open.Length / most);
            days[i] = open[low + dice.Below(high - low)];
        }
        return days;
    }

    /// <summary>
    /// The history up to the stop. From that day on no call of theirs reaches us and they attend nothing, calls of ours reach nobody, and what was planned or
    /// said later is not known.
    /// </summary>
    public static ClientHistory In(ClientHistory history, int stop)
    {
        var days = new List<ClientDay>(history.Days.Length);
        foreach (var day in history.Days)
        {
            if (day.Day < stop)
                days.Add(day);
            else if (day.Attempts + day.Outbound > 0)
                days.Add(day with { Calls = 0, Outbound = 0, Attempts = day.Attempts + day.Outbound, Visits = 0 });
        }
        return history with
        {
            Days = [.. days],
            Scheduled = Array.FindAll(history.Scheduled, call => call.SeenOn <= stop),
            NewNormals = Array.FindAll(history.NewNormals, day => day < stop),
        };
    }
}
