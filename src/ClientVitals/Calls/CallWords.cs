namespace ClientVitals.Calls;

/// <summary>Who called whom.</summary>
public enum CallDirection
{
    /// <summary>The source does not say.</summary>
    Unknown,
    /// <summary>The client called.</summary>
    Inbound,
    /// <summary>We called.</summary>
    Outbound,
}

/// <summary>How they met. A call over WhatsApp is <see cref="Phone"/>; a message there is <see cref="WhatsApp"/>.</summary>
public enum CallChannel
{
    /// <summary>A word never seen: kept, not counted, shown.</summary>
    Unknown,
    Phone,
    Video,
    InPerson,
    Email,
    Sms,
    WhatsApp,
}

/// <summary>What became of the call.</summary>
public enum CallStatus
{
    /// <summary>A word never seen: kept, not counted, shown.</summary>
    Unknown,
    Completed,
    NoAnswer,
    Voicemail,
    Declined,
    Scheduled,
    Cancelled,
}

/// <summary>What was agreed.</summary>
public enum CallOutcome
{
    Other,
    Booked,
    Interested,
    NotInterested,
    Callback,
    NoAnswer,
}

/// <summary>Which facts a line tells. What it leaves empty is supposed for a new call, and takes nothing back from a known one.</summary>
[Flags]
public enum CallTold
{
    Nothing = 0,
    Direction = 1,
    Channel = 2,
    Status = 4,
}

/// <summary>The words as they stand in tables, files and answers.</summary>
public static class CallWords
{
    public static string Word(this CallDirection direction) => direction switch
    {
        CallDirection.Inbound => "INBOUND",
        CallDirection.Outbound => "OUTBOUND",
        _ => "UNKNOWN",
    };

    public static string Word(this CallChannel channel) => channel switch
    {
        CallChannel.Phone => "PHONE",
        CallChannel.Video => "VIDEO",
        CallChannel.InPerson => "IN_PERSON",
        CallChannel.Email => "EMAIL",
        CallChannel.Sms => "SMS",
        CallChannel.WhatsApp => "WHATSAPP",
        _ => "UNKNOWN",
    };

    public static string Word(this CallStatus status) => status switch
    {
        CallStatus.Completed => "COMPLETED",
        CallStatus.NoAnswer => "NO_ANSWER",
        CallStatus.Voicemail => "VOICEMAIL",
        CallStatus.Declined => "DECLINED",
        CallStatus.Scheduled => "SCHEDULED",
        CallStatus.Cancelled => "CANCELLED",
        _ => "UNKNOWN",
    };

    public static string Word(this CallOutcome outcome) => outcome switch
    {
        CallOutcome.Booked => "BOOKED",
        CallOutcome.Interested => "INTERESTED",
        CallOutcome.NotInterested => "NOT_INTERESTED",
        CallOutcome.Callback => "CALLBACK",
        CallOutcome.NoAnswer => "NO_ANSWER",
        _ => "OTHER",
    };
}
