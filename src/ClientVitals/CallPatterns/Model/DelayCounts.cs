using System.Runtime.InteropServices;

namespace ClientVitals.CallPatterns.Model;

/// <summary>Counts the delays in a file, as the daily checks at one hour see them, and makes the curves from them.</summary>
/// <param name="zone">The business zone.</param>
/// <param name="at">Wall-clock time of the checks.</param>
internal sealed class DelayCounts(Settings.BusinessZone zone, TimeOnly at)
{
    private readonly Dictionary<int, int[]> _byDay = [];

    /// <summary>Takes in an engaged call.</summary>
    /// <param name="startedAt">When it was.</param>
    /// <param name="loggedAt">When it was logged; null = not said.</param>
    public void Add(DateTimeOffset startedAt, DateTimeOffset? loggedAt)
    {
        var day = zone.DayNumberOf(startedAt.UtcTicks);
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_byDay, day, out _);
        counts ??= new int[DelayCurve.LongestDelay + 3];
        counts[loggedAt is not { } logged ? 0
            : 1 + Math.Clamp(SeenOn(Math.Max(logged.UtcTicks, startedAt.UtcTicks)) - day, 0, DelayCurve.LongestDelay + 1)]++;
    }

    /// <summary>The curve of the check of a day, from what was logged by it.</summary>
    public DelayCurve At(int check)
    {
        var logged = new List<(int, int, int)>();
        var unsaid = 0;
        for (var age = 1; age <= DelayCurve.Memory; age++)
        {
            if (!_byDay.TryGetValue(check - age, out var counts))
                continue;
            unsaid += counts[0];
            for (var delay = 0; delay <= Math.Min(age, DelayCurve.LongestDelay); delay++)
            {
                if (counts[1 + delay] > 0)
                    logged.Add((age, delay, counts[1 + delay]));
            }
        }
        return DelayCurve.Of(logged, unsaid);
    }

    /// <summary>As of a moment; null = of each day's check.</summary>
    public LoggingDelays Curves(DateTimeOffset? asOf) => asOf is not { } moment ? OfChecks()
        : LoggingDelays.AsOf(zone.DayNumberOf(moment.UtcTicks), At(zone.DayNumberOf(moment.UtcTicks)));

    /// <summary>A curve for the check of each day from the first call to some weeks after the last.</summary>
    private LoggingDelays OfChecks()
    {
        if (_byDay.Count == 0)
            return LoggingDelays.OfChecks(0, [DelayCurve.Unknown]);
        var (first, last) = (_byDay.Keys.Min(), _byDay.Keys.Max() + DelayCurve.LongestDelay);
        return LoggingDelays.OfChecks(first, [.. Enumerable.Range(first, last - first + 1).Select(At)]);
    }

    private int SeenOn(long known)
    {
        var local = zone.LocalTicksOf(known);
        var day = (int)(local / TimeSpan.TicksPerDay);
        return local % TimeSpan.TicksPerDay < at.Ticks ? day : day + 1;
    }
}
