using ClientVitals.Server.Rooms;
using ClientVitals.Server.Rooms.Access;
using ClientVitals.Server.Rooms.CallPatterns;
using ClientVitals.Server.Rooms.Calls;
using ClientVitals.Server.Rooms.Coaches;
using ClientVitals.Server.Rooms.HealthScores;
using ClientVitals.Server.Rooms.Insights;
using ClientVitals.Server.Rooms.Interventions;
using ClientVitals.Server.Rooms.Notices;
using ClientVitals.Server.Rooms.Packages;
using ClientVitals.Server.Rooms.Payments;
using ClientVitals.Server.Rooms.People;
using ClientVitals.Server.Rooms.Scheduling;
using ClientVitals.Server.Rooms.Sessions;
using ClientVitals.Server.Rooms.Settings;
using ClientVitals.Server.Rooms.Sources;
using ClientVitals.Server.Rooms.Start;

namespace ClientVitals.Server;

/// <summary>The rooms that have a folder in <c>Rooms/</c>. A new one adds its line here; the API's document keeps this order.</summary>
internal static class ServerRooms
{
    public static readonly IReadOnlyList<ServerRoom> All =
    [
        PeopleRoom.Entry,
        CallsRoom.Entry,
        SessionsRoom.Entry,
        PackagesRoom.Entry,
        PaymentsRoom.Entry,
        CallPatternsRoom.Entry,
        HealthScoresRoom.Entry,
        InterventionsRoom.Entry,
        InsightsRoom.Entry,
        CoachesRoom.Entry,
        AccessRoom.Entry,
        NoticesRoom.Entry,
        SchedulingRoom.Entry,
        SettingsRoom.Entry,
        SourcesRoom.Entry,
        StartRoom.Entry,
    ];
}
