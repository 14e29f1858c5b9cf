using System.Text;
using ClientVitals.Simulation;
using ClientVitals.Simulation.Facts;

namespace ClientVitals.Tests.Simulation.Facts;

/// <summary>A town of 3,000 clients whose training was followed once, for the tests that count.</summary>
public static class FollowedTown
{
    public static readonly Town Town = new(Seed: 5, Clients: 3000, Weeks: 26, new DateOnly(2026, 3, 2));

    private static readonly Lazy<IReadOnlyList<FollowedClient>> Followed = new(() => Follow(Town, _ => true));

    private static readonly Lazy<IReadOnlyList<FollowedClient>> FollowedLeavers = new(() =>
        Follow(Town with { Clients = 20_000 }, resident => resident.Kind is Kind.Stopping or Kind.ChurnedLongAgo or Kind.DriftingAway));

    public static DateTimeOffset AsOf { get; } = TownClock.Midnight(Town.Zone, Town.FoundedOn);

    public static TownClock Clock { get; } = new(Town.Zone);

    /// <summary>Those who train.</summary>
    public static IReadOnlyList<FollowedClient> Clients => Followed.Value;

    /// <summary>Those who stop or drift away in a town of 20,000: few do, and tests count them.</summary>
    public static IReadOnlyList<FollowedClient> Leavers => FollowedLeavers.Value;

    private static List<FollowedClient> Follow(Town town, Func<Resident, bool> which)
    {
        var facts = new ClientFacts(town, TownClock.Midnight(town.Zone, town.FoundedOn));
        var all = new List<FollowedClient>();
        foreach (var resident in town.Residents().Where(which))
        {
            if (facts.Follow(resident) is { } training)
            {
                all.Add(new(resident, training, [.. facts.Sessions], [.. facts.Packages], [.. facts.Payments], facts.Stories.ToArray()));
            }
        }
        return all;
    }

    /// <summary>The three files of a town as texts.</summary>
    public static (string Sessions, string Packages, string Payments) Csv(Town town, DateTimeOffset asOf)
    {
        using MemoryStream sessions = new(), packages = new(), payments = new();
        FactFiles.Write(town, asOf, new(sessions, packages, payments));
        return (Text(sessions), Text(packages), Text(payments));
    }

    public static string Text(MemoryStream written) => Encoding.UTF8.GetString(written.ToArray());

    /// <summary>The rows of a file by their key, which is in the third column; each with its fields by name.</summary>
    public static Dictionary<string, Dictionary<string, string>> Rows(string csv)
    {
        var lines = csv.TrimEnd('\n').Split('\n');
        var names = lines[0].Split(',');
        return lines[1..].Select(line => line.Split(',')).ToDictionary(
            fields => fields[2],
            fields => names.Zip(fields).ToDictionary(field => field.First, field => field.Second));
    }

    /// <summary>
    /// How far a count of independent draws may be from its mean: four and a half standard deviations and a half, which chance exceeds once in 150,000 times.
    /// </summary>
    public static double Tolerance(double draws, double share) => 4.5 * Math.Sqrt(draws * share * (1 - share)) + 0.5;
}

/// <summary>One client with everything that was told of them.</summary>
public sealed record FollowedClient(
    Resident Resident,
    Training Training,
    SimulatedSession[] Sessions,
    SimulatedPackage[] Packages,
    SimulatedPayment[] Payments,
    PackageStory[] Stories)
{
    /// <summary>The versions of each session, in the order in which they were written.</summary>
    public IReadOnlyList<IReadOnlyList<SimulatedSession>> Histories { get; } =
        [.. Sessions.GroupBy(session => (session.Week, session.Number, session.Moved)).Select(versions => versions.ToArray())];
}
