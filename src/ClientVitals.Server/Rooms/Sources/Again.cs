namespace ClientVitals.Server.Rooms.Sources;

/// <summary>How the file of a delivery is read again, as a request says it.</summary>
/// <param name="Zone">Zone of times for which the file names none; null = the business zone.</param>
/// <param name="DateOrder">dmy, mdy or ymd; null = the file shows it.</param>
/// <param name="Columns">Each as column=field.</param>
/// <param name="Values">Each as column:word=meaning.</param>
/// <param name="Rehearse">Only says what would change.</param>
internal sealed record Again(string? Zone, string? DateOrder, string[]? Columns, string[]? Values, bool? Rehearse)
{
    /// <summary>As a form says it.</summary>
    internal RereadOptions Options => new(Zone, DateOrder, string.Join('\n', Columns ?? []), string.Join('\n', Values ?? []));
}
