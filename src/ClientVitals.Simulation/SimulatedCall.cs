using ClientVitals.Calls;

namespace ClientVitals.Simulation;

/// <summary>Which of the three people it was.</summary>
public enum StaffRole : byte { Coach, Cover, Setter }

/// <summary>One row of a town's calls.</summary>
/// <param name="Week">Week of the start (<c>DateOnly.DayNumber / 7</c>); with <paramref name="Number"/> it names the call for ever.</param>
/// <param name="StartedAt">Seconds since 1970 in UTC.</param>
/// <param name="LoggedAt">Seconds since 1970 in UTC: when the source wrote the row down. For a call still ahead, when it was booked.</param>
/// <param name="Direction">Unknown for somebody who comes in person: that goes neither way.</param>
/// <param name="Outcome">Null for messages and for calls still ahead.</param>
/// <param name="DurationSeconds">Null for messages and for calls still ahead.</param>
public readonly record struct SimulatedCall(
    int Week,
    int Number,
    long StartedAt,
    long LoggedAt,
    CallDirection Direction,
    CallChannel Channel,
    CallStatus Status,
    CallOutcome? Outcome,
    int? DurationSeconds,
    StaffRole Staff)
{
    /// <summary>Counts as engagement by default: completed, by telephone, video or in person.</summary>
    public bool Engaged => WhatCounts.Default.Engages(Channel, Status);
}
