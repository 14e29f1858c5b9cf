namespace ClientVitals.Calls;

/// <summary>A call as a file tells it, normalised.</summary>
/// <param name="Line">Its place in the file.</param>
/// <param name="ClientEmail">The client's address in its one form; null when only a number is given.</param>
/// <param name="ClientPhone">The client's number, E.164; null when none is given or it is no number.</param>
/// <param name="StartedAt">When it took place, UTC.</param>
/// <param name="LoggedAt">When the source wrote it down, UTC; null when it does not say.</param>
/// <param name="DurationSeconds">Length, seconds; null when not said.</param>
/// <param name="Staff">Who of the staff made or took it, as written.</param>
/// <param name="Provider">The system that gave <paramref name="ProviderCallId"/>; both or neither.</param>
/// <param name="Coach">The coach whose book the client is in, as written.</param>
public sealed record CallRow(
    long Line,
    string? ClientEmail,
    string? ClientPhone,
    DateTimeOffset StartedAt,
    DateTimeOffset? LoggedAt,
    CallDirection Direction,
    CallChannel Channel,
    CallStatus Status,
    CallOutcome? Outcome,
    int? DurationSeconds,
    string? Staff,
    string? Provider,
    string? ProviderCallId,
    string? Firstname,
    string? Lastname,
    string? Coach,
    string? Notes)
{
    /// <summary>A line is at most as many calls as a field can name clients.</summary>
    private const int PartBits = 6;

    /// <summary>Which of the calls of its line, from 0: a line that names several clients is a call of each.</summary>
    public int Part { get; init; }

    /// <summary>Its place among all calls of its file: the line, then which of the line's calls.</summary>
    internal long Place => (Line << PartBits) | (long)Part;

    /// <summary>The line of a place.</summary>
    internal static long LineOf(long place) => place >> PartBits;

    /// <summary>What the line itself says, as opposed to what is supposed where it says nothing.</summary>
    public CallTold Told { get; init; }

    /// <summary>Another id under which an earlier file may have told the call: that of this leg; null = none.</summary>
    public string? LegCallId { get; init; }

    /// <summary>Whether the number given for the client is one of ours, as the file itself shows: the call is nobody's.</summary>
    public bool IsOurs { get; init; }

    /// <summary>The sender's own order of its tellings (<see cref="Calls.SourceOrder"/>); null when it gives none.</summary>
    public long? SourceOrder { get; init; }

    /// <summary>From when an analysis may see it.</summary>
    public DateTimeOffset KnownAt => LoggedAt is { } logged && logged > StartedAt ? logged : StartedAt;
}
