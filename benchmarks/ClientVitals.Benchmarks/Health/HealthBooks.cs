using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Simulation;

namespace ClientVitals.Benchmarks.Health;

/// <summary>The books that the health benchmarks read: a file of calls, or a simulated business read as the file that it writes.</summary>
internal static class HealthBooks
{
    private static readonly DateOnly FoundedOn = new(2025, 12, 8);

    public static IReadOnlyList<ClientHistory> OfFile(string path, string zone)
    {
        var business = BusinessZone.Of(zone);
        using var file = CallFile.Open(path, new CallFileOptions(TimeProvider.System.GetUtcNow(), business));
        return BookOfFile.CheckedAt(file, business, WhatCounts.Default, new TimeOnly(8, 0), null, CancellationToken.None).Histories;
    }

    public static IReadOnlyList<ClientHistory> OfTown(long seed, int clients, int weeks)
    {
        var town = new Town(seed, clients, weeks, FoundedOn);
        var path = Path.Combine(Path.GetTempPath(), FormattableString.Invariant($"vitals-town-{Environment.ProcessId}-{seed}.csv"));
        try
        {
            using (var file = TownFile.Create(path))
                TownFile.Write(town, TownClock.Midnight(town.Zone, FoundedOn), file);
            return OfFile(path, town.Zone);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
