using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Settings;

namespace ClientVitals.Sources;

/// <summary>What sources bring: what arrived, and from where.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "Sources",
        new Table("sources"),
        new Table("allowed_origins"),
        new Table("source_records"),
        new Table("source_readings"),
        new Table("deliveries") { KeptFor = PurgeDeliveries.For },
        new Table("delivery_rejects") { KeptFor = KeepRejects.For },
        // A merge of two clients changes nothing in them: they are what somebody else wrote, and name nobody of ours.
        new Table("delivery_files") { Erase = OnErase.Lines, KeptFor = KeepFile.For },
        new Table("received_messages") { KeptFor = PurgeSources.MessagesFor },
        new Table("fact_confirmations") { KeptFor = PurgeConfirmations.For },
        new Table("request_answers") { KeptFor = AnswerOnce.For },
        new DoctorCheck("webhooks", SourcesDoctor.WebhooksAsync),
        new DoctorCheck("sources", SourcesDoctor.SourcesAsync),
        SourceChecks.Silent,
        SourceChecks.Unmatched,
        new DoctorCheck("kept files", SourcesDoctor.FilesAsync),
        new Purge("messages, refused lines and kept answers", async (database, now, ct) =>
        {
            var gone = await database.DoAsync(new PurgeSources(), Principal.Program, now, ct);
            return gone.Messages + gone.Rejects + gone.Answers;
        }),
        new BatchedPurge("what deliveries told again", PurgeConfirmations.RunAsync),
        new BatchedPurge("kept files", PurgeKeptFiles.RunAsync),
        new BatchedPurge("deliveries", PurgeDeliveries.RunAsync));
}
