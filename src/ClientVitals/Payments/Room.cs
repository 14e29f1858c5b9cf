using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;

namespace ClientVitals.Payments;

/// <summary>What payments bring: each payment as we know it now, and what we knew of it before.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "Payments",
        new Table("payments") { Merge = new OnMerge.Moves { AfterStep = true }, Erase = OnErase.WithClientAndByStep },
        new Table("payment_versions") { Merge = new OnMerge.Moves(), Erase = OnErase.WithClientAndByStep },
        PaymentFact.Entity.TakesIn,
        new MergeStep(typeof(MergePayments)),
        new EraseStep(typeof(ErasePayments)) { Needs = "payments" },
        new EraseStep(typeof(ErasePayments), "Versions") { Needs = "payment_versions" },
        new TimelineLines("payments", typeof(TimelineOfPayments)) { Place = 24 },
        new DoctorCheck("payments", PaymentsDoctor.AskAsync));
}

/// <summary>Payments' part of a merge of two clients.</summary>
internal static class MergePayments;

/// <summary>Payments' part of erasing a person.</summary>
internal static class ErasePayments;

/// <summary>Payments' lines in a client's timeline.</summary>
internal static class TimelineOfPayments;
