using System.Globalization;

namespace ClientVitals.Simulation.Facts;

/// <summary>What has become of a session.</summary>
public enum SessionState : byte { Booked, Attended, NoShow, Cancelled, LateCancelled, Rebooked }

/// <summary>Who cancelled a session.</summary>
public enum CancelledBy : byte { Nobody, Client, Staff }

/// <summary>What kind of session it is.</summary>
public enum SessionKind : byte { Personal, SemiPrivate, Online, Assessment, DropIn }

/// <summary>One version of a session.</summary>
/// <param name="Week">Week for which it was first planned (<c>DateOnly.DayNumber / 7</c>); with <paramref name="Number"/> and <paramref name="Moved"/> it names the session for ever.</param>
/// <param name="Moved">The session that replaces a rebooked one.</param>
/// <param name="StartsAt">Seconds since 1970 in UTC, as the other moments.</param>
/// <param name="BookedAt">After <paramref name="StartsAt"/> for a walk-in that was entered later.</param>
/// <param name="StatusAt">When the status came about; the source may have written it down later.</param>
/// <param name="Package">Number of the client's package that pays for it; 0 when none does.</param>
/// <param name="Charged">Whether it uses up one session of the package; null while that is open.</param>
public readonly record struct SimulatedSession(
    int Week,
    int Number,
    bool Moved,
    long StartsAt,
    long BookedAt,
    int DurationMinutes,
    SessionState State,
    long StatusAt,
    CancelledBy CancelledBy,
    StaffRole Staff,
    SessionKind Kind,
    int Package,
    bool? Charged,
    long ModifiedAt) : IFactRow<SimulatedSession>
{
    public bool IsSameRow(in SimulatedSession other) => Week == other.Week && Number == other.Number && Moved == other.Moved;

    /// <summary>The source's key of the session.</summary>
    /// <param name="client">The client's number, from 0.</param>
    public string Id(int client) => string.Create(CultureInfo.InvariantCulture, $"ses-{client + 1}-{Week}-{Number}{(Moved ? "r" : "")}");
}

/// <summary>The words of a session as they are in the file.</summary>
public static class SessionWords
{
    public static string Word(this SessionState state) => state switch
    {
        SessionState.Booked => "BOOKED",
        SessionState.Attended => "ATTENDED",
        SessionState.NoShow => "NO_SHOW",
        SessionState.Cancelled => "CANCELLED",
        SessionState.LateCancelled => "LATE_CANCELLED",
        SessionState.Rebooked => "REBOOKED",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Word(this CancelledBy by) => by switch
    {
        CancelledBy.Nobody => "",
        CancelledBy.Client => "CLIENT",
        CancelledBy.Staff => "STAFF",
        _ => throw new ArgumentOutOfRangeException(nameof(by)),
    };

    public static string Word(this SessionKind kind) => kind switch
    {
        SessionKind.Personal => "PERSONAL",
        SessionKind.SemiPrivate => "SEMI_PRIVATE",
        SessionKind.Online => "ONLINE",
        SessionKind.Assessment => "ASSESSMENT",
        SessionKind.DropIn => "DROP_IN",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
