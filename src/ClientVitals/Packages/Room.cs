using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;

namespace ClientVitals.Packages;

/// <summary>What packages bring: each package as we know it now, what we knew of it before, and what each client has left.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "Packages",
        new Table("packages") { Merge = new OnMerge.Moves { AfterStep = true }, Erase = OnErase.WithClientAndByStep },
        new Table("package_versions") { Merge = new OnMerge.Moves(), Erase = OnErase.WithClientAndByStep },
        new Table("package_usage"),
        new Table("package_counts") { Merge = new OnMerge.Stays("Triggers on packages mark both clients to be counted again."), Erase = OnErase.WithClient },
        new Table("client_health_scores")
        {
            Columns = ["outstanding_sessions", "sessions_purchased", "days_until_renewal", "package_type", "package_value_aed"],
            WrittenWith = "HealthScores",
            Merge = new OnMerge.Stays("The next scoring writes them again."),
            Erase = OnErase.WithClient,
        },
        PackageFact.Entity.TakesIn,
        new MergeStep(typeof(MergePackages)),
        new EraseStep(typeof(ErasePackages)) { Needs = "packages" },
        new EraseStep(typeof(ErasePackages), "Versions") { Needs = "package_versions" },
        new TimelineLines("packages", typeof(TimelineOfPackages)) { Place = 22 },
        new DoctorCheck("packages", PackagesDoctor.AskAsync));
}

/// <summary>Packages' part of a merge of two clients.</summary>
internal static class MergePackages;

/// <summary>Packages' part of erasing a person.</summary>
internal static class ErasePackages;

/// <summary>Packages' lines in a client's timeline.</summary>
internal static class TimelineOfPackages;
