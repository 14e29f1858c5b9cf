using ClientVitals.Database;

namespace ClientVitals;

/// <summary>Somebody whom the data name as a coach, or who makes the calls of clients without a coach, and who has no account.</summary>
/// <param name="Id">Who of the staff it is; null = calls name them, and they are not on the staff yet.</param>
/// <param name="Clients">Active clients of their book; of who is not on the staff yet, those who have no coach and whose calls are mostly theirs.</param>
public sealed record UninvitedCoach(Guid? Id, string Name, int Clients);

/// <summary>Coaches without an account, those with the most clients first.</summary>
public static class UninvitedCoaches
{
    /// <summary>So many are listed at most.</summary>
    public const int Most = 200;

    public static Task<IReadOnlyList<UninvitedCoach>> ReadAsync(VitalsDatabase database, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.AskAsync<UninvitedCoach>(DatabaseIdentity.Service, Sql.Of(typeof(UninvitedCoaches)), new { most = Most }, ct);
    }
}
