using ClientVitals.Database;

namespace ClientVitals.Sessions;

/// <summary>What we knew of a session, from when until when.</summary>
/// <param name="KnownUntil">Null = it is what we know now.</param>
/// <param name="Delivery">The delivery whose word it was.</param>
public sealed record SessionVersion(
    DateTimeOffset KnownFrom, DateTimeOffset? KnownUntil, DateTimeOffset StartsAt, string Status, int? Minutes, string? Staff, string? Kind, bool? Charged, DateTimeOffset? ModifiedAt, long? Delivery);

/// <summary>All that we knew of one session, the latest first.</summary>
public static class SessionVersions
{
    /// <summary>As the caller may see it; empty when there is no such session, or the caller sees none of it.</summary>
    public static Task<IReadOnlyList<SessionVersion>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, long session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.AskAsync<SessionVersion>(who, Sql.Of(typeof(SessionVersions)), new { session }, ct);
    }
}
