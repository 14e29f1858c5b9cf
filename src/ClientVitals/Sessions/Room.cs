using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;

namespace ClientVitals.Sessions;

/// <summary>What sessions bring: each session as we know it now, what we knew of it before, and the counts of each client.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "Sessions",
        new Table("sessions") { Merge = new OnMerge.Moves { AfterStep = true }, Erase = OnErase.WithClientAndByStep },
        new Table("session_versions") { Merge = new OnMerge.Moves(), Erase = OnErase.WithClientAndByStep },
        new Table("client_health_scores")
        {
            Columns = ["sessions_last_7d", "sessions_last_30d", "sessions_last_90d", "days_since_last_session", "client_segment"],
            WrittenWith = "HealthScores",
            Merge = new OnMerge.Stays("The next scoring writes them again."),
            Erase = OnErase.WithClient,
        },
        SessionFact.Entity.TakesIn,
        new MergeStep(typeof(MergeSessions)),
        new EraseStep(typeof(EraseSessions)) { Needs = "sessions" },
        new EraseStep(typeof(EraseSessions), "Versions") { Needs = "session_versions" },
        new TimelineLines("sessions", typeof(TimelineOfSessions)) { Place = 20 },
        new DoctorCheck("sessions", SessionsDoctor.AskAsync));
}

/// <summary>Sessions' part of a merge of two clients.</summary>
internal static class MergeSessions;

/// <summary>Sessions' part of erasing a person.</summary>
internal static class EraseSessions;

/// <summary>Sessions' lines in a client's timeline.</summary>
internal static class TimelineOfSessions;
