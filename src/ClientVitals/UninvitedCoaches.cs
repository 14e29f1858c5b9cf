using ClientVitals.Database;

namespace ClientVitals;

/// <summary>Somebody whom the data name as a coach, or who makes the calls of clients without a coach, and who has no account.</summary>
/// <param name="Id">Who of the staff it is; null = calls name them, and they are not on the staff yet.</param>
/// <param name="Clients">Active clients of their book; of who is not on the staff yet, those without a coach whom <see cref="InviteCoach"/> gives them.</param>
public sealed record UninvitedCoach(Guid? Id, string Name, int Clients);

/// <summary>Coaches without an account, those with the most clients first.</summary>
public static class UninvitedCoaches
{
    /// <summary>So many are listed at most.</summary>
    public const int Most = 200;

    /// <summary>Clients without a coach whose calls are looked at, here and by <see cref="InviteCoach"/>: each takes 20 of their calls.</summary>
    public const int MostClients = 1000;

    public static Task<IReadOnlyList<UninvitedCoach>> ReadAsync(VitalsDatabase database, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.AskAsync<UninvitedCoach>(DatabaseIdentity.Service, Sql.Of(typeof(UninvitedCoaches)), new { clients = MostClients, most = Most }, ct);
    }

    /// <summary>Whether there are more clients without a coach than <see cref="MostClients"/>.</summary>
    public static async Task<bool> IsPartAsync(VitalsDatabase database, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        return (await database.AskAsync<Part>(DatabaseIdentity.Service, Sql.Of(typeof(UninvitedCoaches), "IsPart"), new { clients = MostClients }, ct))[0].IsPart;
    }

    /// <summary>The list, and whether only some of the clients without a coach were looked at.</summary>
    public static async Task<(IReadOnlyList<UninvitedCoach> Coaches, bool IsPart)> FoundAsync(VitalsDatabase database, CancellationToken ct) => (await ReadAsync(database, ct), await IsPartAsync(database, ct));

    internal sealed record Part(bool IsPart);
}
