using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Scheduling;

namespace ClientVitals.Interventions;

/// <summary>What interventions bring: the queue of clients to contact, and every act on it.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "Interventions",
        new Table("intervention_log") { Merge = new OnMerge.Moves { AfterStep = true }, Erase = OnErase.WithClient },
        new Table("intervention_events") { Merge = new OnMerge.Moves(), Erase = OnErase.WithClient },
        // In this order: what is over makes room for what is new.
        new AnalysisStep(typeof(ItemsOfCauses), "Close"),
        new AnalysisStep(typeof(ItemsOfCauses), "Change"),
        new AnalysisStep(typeof(ItemsOfCauses), "Open"),
        new MergeStep(typeof(MergeItems)),
        new TimelineLines("pattern", typeof(TimelineOfItems)) { Place = 30 },
        new Job("daily-interventions", ["daily-health-scoring"], null) { Title = "Suggest what to do" });
}

/// <summary>An item is open exactly as long as its cause: what the analysis runs after it wrote the causes.</summary>
internal static class ItemsOfCauses;

/// <summary>Interventions' part of a merge of two clients.</summary>
internal static class MergeItems;

/// <summary>Interventions' lines in a client's timeline.</summary>
internal static class TimelineOfItems;
