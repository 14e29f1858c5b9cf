using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.Insights;
using ClientVitals.Scheduling;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;

namespace ClientVitals;

/// <summary>
/// The rooms, in the order in which one may use another: each opens only onto rooms above it. A new room puts its entry in place of its name; the timetable,
/// merging, erasing, purging, the timeline and the laws are built from this list. A room that is not built yet holds here what the owner's
/// database already has for it.
/// </summary>
public static class Rooms
{
    public static readonly IReadOnlyList<RoomEntry> All =
    [
        Database.Room.Entry,
        new("Statistics"),
        new("Migrations"),
        new("Backups"),
        Settings.Room.Entry,
        Access.Room.Entry,
        Scheduling.Room.Entry,
        Notices.Room.Entry,
        Insights.Room.Entry,
        Sources.Room.Entry,
        People.Room.Entry,
        Calls.Room.Entry,
        Sessions.Room.Entry,
        Packages.Room.Entry,
        Payments.Room.Entry,
        CallPatterns.Room.Entry,
        HealthScores.Room.Entry,
        Interventions.Room.Entry,
        new("Coaches", new Job("weekly-coach-analysis", [], null) { Title = "Review the coaches' books" }),
        new("Pipeline"),
        new("Attribution"),
        new("Capi", new Job("daily-capi-sync", [], null) { Title = "Report conversions to Meta" }),
        new("Reports", new Job("daily-report", ["daily-interventions"], null) { Title = "Write the daily report" }),
        new("Knowledge", new Table("agent_knowledge")),
        new(
            "Assistant",
            new Table("agent_conversations"),
            new Table("agent_decisions") { Erase = OnErase.ByStep },
            new Table("agent_metrics"),
            new EraseStep(typeof(ErasePerson), "Decisions")),
    ];

    /// <summary>
    /// An analysis is followed by the steps of these rooms, no matter who begins it; who somebody is to a source is followed by their facts; the watcher runs
    /// the checks of these rooms, and calls their jobs by their titles.
    /// </summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The one place that knows all rooms; nothing that begins an analysis or takes in people can forget it.")]
    internal static void TellWhatFollows()
    {
        AnalysisSteps.AreThoseOf(static () => All.Of<AnalysisStep>());
        InsightChecks.AreThoseOf(static () => All.Of<InsightCheck>());
        JobTitles.AreThoseOf(Timetable.TitleOf);
        FactEntities.AreThoseOf(static () => Entities.All.OfType<TakesIn<FactRow>>().Select(taken => taken.Entity).OfType<FactEntity>());
    }
}
