using ClientVitals.Tests;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// Four lanes on two cores: much of the time a lane waits for PostgreSQL, another process, or a clock.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer(typeof(SlowTrials))]

namespace ClientVitals.Tests;

/// <summary>
/// Test classes that have to take long, each with its reason, longest first: they begin first, so that none is left to run alone at
/// the end, and <see cref="ClassTimes"/> lets them.
/// </summary>
public sealed class SlowTrials : ITestCollectionOrderer
{
    private static readonly (string Class, string Why)[] Trials =
    [
        ("LifeOfADatabaseTests", "a whole life on each of four kinds of server"),
        ("Migrations.DumpDatabaseTests", "loaded by psql, whole and cut, on each kind of server"),
        ("Migrations.AdoptByTheProgramTests", "the owner's database taken over on each of four kinds of server"),
        ("LifeBehindAPoolerTests", "some fifty runs of the program, one after another"),
        ("Migrations.SupabaseCommandLineTests", "another program pushes what ours pushes"),
        ("Migrations.AdoptDatabaseTests", "an owner's database is taken over in each test"),
        ("House.MigrationsLaw", "each migration there, back and there again, on two versions of PostgreSQL"),
        ("Interventions.QueueOfATownTests", "a business lived for 60 days, each with its files, its jobs and its coaches"),
        ("Calls.ImportFaultsTests", "killed at random moments, and cut from the network"),
        ("Migrations.RestoreDatabaseTests", "killed at many moments"),
        ("Server.Schedules.TimetableTrialTests", "several servers of one timetable under faults"),
        ("House.OperationsLaw", "every command of a page of the documents"),
        ("House.OperationsSupabaseLaw", "every command of a page of the documents"),
        ("Server.Schedules.TimetabledTests", "an alarm clock that knows no unit below a minute"),
        ("PoolerWatchTests", "waits longer than the watch is patient"),
        ("Migrations.PushUnderPressureTests", "waits for locks, and for programs that stop answering"),
    ];

    /// <summary>The longest of the others, longest first (<c>artifacts/class-times.txt</c>): within the limit, and begun after the trials, so that none of them is left to the end either.</summary>
    private static readonly string[] LongestOthers =
    [
        "Server.NaughtyRequestsTests", "Server.HostileInputTests", "Server.Browser.OddDataTests", "Server.Browser.AccessibilityTests", "Server.Browser.PanelTests",
        "Sources.Intake.FewAndManyTests", "Server.Browser.TodayQueueTests", "Server.CutNetworkTests", "Server.Browser.ClientDayTests", "Server.RouteMatrixTests",
        "Server.LiveRightsTests", "Server.Browser.FilePreviewTests", "Server.Browser.MorningTests", "Calls.OddFileTests", "Server.Browser.ComingInTests",
        "Calls.CallTellingsTests", "Migrations.ArchiveTests", "Server.PagesTests", "Access.SignInTests", "Database.EmbeddedPostgresTests", "Server.CrowdedServerTests",
        "Server.Browser.FirstHourTests", "CallPatterns.BackTests.BacktestTests", "CallPatterns.MissingData.FindSilencesTests", "Server.Browser.PlaceKeptTests",
        "Server.Browser.NaughtyStringsTests", "Cli.CommandAuditLaw", "Server.BoundedInputTests",
    ];

    private static readonly Dictionary<string, int> Places = Trials.Select(trial => trial.Class).Concat(LongestOthers).Select((name, place) => (name, place)).ToDictionary(one => one.name, one => one.place);

    /// <summary>Names that are no test class of ours any more.</summary>
    internal static IEnumerable<string> Unknown => Places.Keys.Where(name => typeof(SlowTrials).Assembly.GetType("ClientVitals.Tests." + name) is null);

    /// <param name="type">The full name of a test class.</param>
    internal static bool Holds(string type) => Array.Exists(Trials, trial => trial.Class == Short(type));

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Places.GetValueOrDefault(Short(ClassOf(collection)), int.MaxValue)).ThenBy(ClassOf, StringComparer.Ordinal)];

    /// <summary>Each class is a collection of its own, called "Test collection for ClientVitals.Tests.X (id: 1)".</summary>
    private static string ClassOf<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection =>
        collection.TestCollectionDisplayName.Split(' ') is ["Test", "collection", "for", var type, ..] ? type : collection.TestCollectionDisplayName;

    private static string Short(string type) => type.StartsWith("ClientVitals.Tests.", StringComparison.Ordinal) ? type["ClientVitals.Tests.".Length..] : type;
}
