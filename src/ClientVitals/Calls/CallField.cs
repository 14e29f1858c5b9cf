namespace ClientVitals.Calls;

/// <summary>What a column of a file of calls can hold. The names in snake case are the words of <c>--map column=field</c>.</summary>
public enum CallField
{
    ClientEmail,
    ClientPhone,
    /// <summary>The number that called; the client's when the call came in.</summary>
    FromNumber,
    /// <summary>The number that was called; the client's when the call went out.</summary>
    ToNumber,
    StartedAt,
    /// <summary>The clock time, where the date has a column of its own.</summary>
    StartedTime,
    LoggedAt,
    Direction,
    Channel,
    Status,
    /// <summary>Yes or no, where there is no status.</summary>
    Answered,
    /// <summary>Yes: agreed upon, not yet made, where there is no status.</summary>
    Scheduled,
    Outcome,
    DurationSeconds,
    Staff,
    Coach,
    Provider,
    ProviderCallId,
    Firstname,
    Lastname,
    /// <summary>First and last name in one.</summary>
    Name,
    Notes,
    /// <summary>Which of the sender's tellings of a call is the later one: a number that counts up, or when the sender last changed it.</summary>
    SourceOrder,
    /// <summary>The zone of the row's times.</summary>
    TimeZone,
    /// <summary>When somebody answered; empty: nobody did.</summary>
    AnsweredAt,
    /// <summary>Yes: nobody answered.</summary>
    Missed,
    /// <summary>Yes, or when: called off.</summary>
    Cancelled,
    /// <summary>Yes: they did not come.</summary>
    NoShow,
    /// <summary>Yes, or when: taken out of the source.</summary>
    Deleted,
    /// <summary>Why nobody answered; empty: somebody did.</summary>
    MissedReason,
    /// <summary>Yes, or where it is to be heard: a voicemail was left.</summary>
    Voicemail,
    /// <summary>A second word for what became of the call, or why it ended: a result beside a status, a hangup cause.</summary>
    Reason,
    /// <summary>The call that this line is only a leg of.</summary>
    ParentCallId,
    /// <summary>The id of this leg, where the line has an id of its call too: an earlier export may know the call by it.</summary>
    LegCallId,
    /// <summary>Nothing is read from the column, whatever its name.</summary>
    Ignored,
}
