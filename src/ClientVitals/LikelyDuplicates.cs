using ClientVitals.Database;

namespace ClientVitals;

/// <summary>Two clients who may be one person.</summary>
/// <param name="SameName">Whether their names are the same.</param>
/// <param name="SameAddress">Whether their e-mails begin the same.</param>
/// <param name="One">The client whose id comes first.</param>
/// <param name="OneCalls">Their calls.</param>
/// <param name="OneLast">Their last one; null = none.</param>
public sealed record LikelyDuplicate(
    bool SameName,
    bool SameAddress,
    Guid One,
    string OneName,
    string? OneEmail,
    string? OnePhone,
    string? OneCoach,
    int OneCalls,
    DateTimeOffset? OneLast,
    Guid Other,
    string OtherName,
    string? OtherEmail,
    string? OtherPhone,
    string? OtherCoach,
    int OtherCalls,
    DateTimeOffset? OtherLast)
{
    /// <summary>What makes them look like one, in words.</summary>
    public string Why => (SameName, SameAddress) switch
    {
        (true, true) => "The same name, and e-mails that begin the same",
        (true, false) => "The same name",
        _ => "E-mails that begin the same",
    };
}

/// <summary>
/// Pairs of clients who may be one person: they have the same name, in either order, or their e-mails begin the same before the @. Names that
/// more than five clients have, and beginnings that many share (info, office), do not count. Pairs marked as two people are left out.
/// </summary>
public static class LikelyDuplicates
{
    /// <summary>The most pairs in one answer.</summary>
    public const int Most = 50;

    /// <summary>The likeliest first, as the caller may see them; of one pair alone where both are named.</summary>
    public static Task<IReadOnlyList<LikelyDuplicate>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, CancellationToken ct) =>
        database.AskAsync<LikelyDuplicate>(who, Sql.Of(typeof(LikelyDuplicates)), new { most = Most }, ct);
}
