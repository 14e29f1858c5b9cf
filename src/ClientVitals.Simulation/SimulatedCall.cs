namespace ClientVitals.Simulation;

/// <summary>Which way a call went; somebody who comes in person comes neither way.</summary>
public enum Direction : byte { None, Inbound, Outbound }

/// <summary>How they met. Messages are no engagement.</summary>
public enum Channel : byte { Phone, Video, InPerson, WhatsApp, Sms, Email }

/// <summary>What became of it. The middle three are efforts of the staff that reached nobody.</summary>
public enum CallStatus : byte { Completed, NoAnswer, Voicemail, Declined, Scheduled }

/// <summary>What came out of it.</summary>
public enum Outcome : byte { None, Booked, Interested, NotInterested, Callback, NoAnswer, Other }

/// <summary>Which of the three people it was.</summary>
public enum StaffRole : byte { Coach, Cover, Setter }

/// <summary>One row of a town's calls.</summary>
/// <param name="Week">Week of the start (<c>DateOnly.DayNumber / 7</c>); with <paramref name="Number"/> it names the call for ever.</param>
/// <param name="StartedAt">Seconds since 1970 in UTC.</param>
/// <param name="LoggedAt">Seconds since 1970 in UTC: when the source wrote the row down. For a call still ahead, when it was booked.</param>
/// <param name="DurationSeconds">Null for messages and for calls still ahead.</param>
public readonly record struct SimulatedCall(
    int Week,
    int Number,
    long StartedAt,
    long LoggedAt,
    Direction Direction,
    Channel Channel,
    CallStatus Status,
    Outcome Outcome,
    int? DurationSeconds,
    StaffRole Staff)
{
    /// <summary>Counts as engagement by the house's default: completed, by telephone, video or in person.</summary>
    public bool Engaged => Status == CallStatus.Completed && Channel <= Channel.InPerson;
}
