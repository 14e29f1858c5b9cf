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
        new Table("playbooks"),
        new Table("intervention_assignments") { Merge = new OnMerge.Moves("playbook_id"), Erase = OnErase.WithClient },
        new Table("never_withheld") { Merge = new OnMerge.Moves { AfterStep = true }, Erase = OnErase.WithClient },
        // In this order: what is over makes room for what is new, and who is on Today is decided last.
        new AnalysisStep(typeof(ItemsOfCauses), "Close"),
        new AnalysisStep(typeof(ItemsOfCauses), "Change"),
        new AnalysisStep(typeof(ItemsOfCauses), "Open"),
        new AnalysisStep(typeof(ItemsOfCauses), "SetAside"),
        new MergeStep(typeof(MergeItems)),
        new MergeStep(typeof(MergeItems), "Marks"),
        new TimelineLines("pattern", typeof(TimelineOfItems)) { Place = 30 },
        new Job(SuggestInterventions.Job, ["daily-health-scoring"], SuggestDaily.AsJobAsync)
        {
            Title = "Suggest what to do",
            Purpose = "Completes Today: items for fallen health scores, packages that run out and new coaches; and looks at who came back.",
        });
}

/// <summary>Interventions' part of a merge of two clients.</summary>
internal static class MergeItems;

/// <summary>Interventions' lines in a client's timeline.</summary>
internal static class TimelineOfItems;
