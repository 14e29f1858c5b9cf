using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Scheduling;

namespace ClientVitals.Calls;

/// <summary>What calls bring: each call, and how many a client had on each day of a year.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "Calls",
        new Table("call_records") { Merge = new OnMerge.Moves { AfterStep = true }, Erase = OnErase.WithClientAndByStep },
        new Table("call_rollups")
        {
            Merge = new OnMerge.Stays("Triggers on call_records count a call where it goes."),
            Erase = OnErase.WithClient,
        },
        new Table("call_rollup_basis"),
        new Table("delivery_changes") { Erase = OnErase.ByStep, KeptFor = PurgeDeliveryChanges.For },
        CallEntity.TakesIn,
        new MergeStep(typeof(MergeCalls)),
        new EraseStep(typeof(EraseCalls)),
        new EraseStep(typeof(EraseCalls), "Changes") { Needs = "delivery_changes" },
        new BatchedPurge("what deliveries changed", PurgeDeliveryChanges.RunAsync),
        new TimelineLines("calls", typeof(TimelineOfCalls)) { Place = 10 });
}

/// <summary>Calls' part of a merge of two clients.</summary>
internal static class MergeCalls;

/// <summary>Calls' part of erasing a person.</summary>
internal static class EraseCalls;

/// <summary>Calls' lines in a client's timeline.</summary>
internal static class TimelineOfCalls;
