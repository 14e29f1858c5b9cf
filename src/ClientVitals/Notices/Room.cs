using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Settings;

namespace ClientVitals.Notices;

/// <summary>
/// What notices bring: what leaves the business for people. Other rooms tell by <see cref="Tell"/> and register their kinds (<see cref="NoticeKind"/>);
/// this one knows none of them. Servers send; the command line only queues.
/// </summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "Notices",
        new Table("notices") { KeptFor = PurgeNotices.For },
        new Table("notice_deliveries") { KeptFor = PurgeNotices.For },
        new Table("notice_channels"),
        new Table("notice_preferences"),
        NoticeSettings.Section,
        new DoctorCheck("notices", NoticesDoctor.LookAsync),
        NoticeChecks.DeadChannels,
        new BatchedPurge("notices", PurgeNotices.RunAsync));
}
