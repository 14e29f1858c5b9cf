using ClientVitals.Database;

namespace ClientVitals;

/// <summary>
/// Two clients who may be one person: they have the same name, in either order, or their e-mails begin alike before the @. Names that
/// more than five clients have, and beginnings that many share (info, office), say nothing. Whose pair was said to be two persons is left out.
/// </summary>
/// <param name="SameName">Whether their names are the same.</param>
/// <param name="SameAddress">Whether their e-mails begin alike.</param>
/// <param name="One">The client whose id comes first.</param>
/// <param name="OneCalls">Their calls.</param>
/// <param name="OneLast">Their last one; null = none.</param>
public sealed record LikelyDuplicates(
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
    /// <summary>Pairs told at once at most.</summary>
    public const int Most = 50;

    /// <summary>What makes them look like one, in words.</summary>
    public string Why => (SameName, SameAddress) switch
    {
        (true, true) => "The same name, and e-mails that begin the same",
        (true, false) => "The same name",
        _ => "E-mails that begin the same",
    };

    /// <summary>The likeliest first, as the asker may see them; of one pair alone where both are named.</summary>
    public static Task<IReadOnlyList<LikelyDuplicates>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, CancellationToken ct) =>
        database.AskAsync<LikelyDuplicates>(who, Sql.Of<LikelyDuplicates>(), new { most = Most }, ct);
}
