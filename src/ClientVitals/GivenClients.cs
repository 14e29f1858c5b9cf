using ClientVitals.Database;

namespace ClientVitals;

/// <summary>Clients whom a coach was given with their invitation, and still has.</summary>
/// <param name="Change">With it <see cref="People.TakeBackClients"/> takes them back.</param>
/// <param name="Coach">Who has them.</param>
/// <param name="Clients">How many.</param>
public sealed record GivenClient(long Change, string Coach, int Clients, DateTimeOffset GivenAt);

/// <summary>Invitations that gave a coach clients, the latest first.</summary>
public static class GivenClients
{
    /// <summary>So many are listed at most.</summary>
    public const int Most = 50;

    /// <param name="since">Invitations after this moment.</param>
    public static Task<IReadOnlyList<GivenClient>> ReadAsync(VitalsDatabase database, DateTimeOffset since, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.AskAsync<GivenClient>(DatabaseIdentity.Service, Sql.Of(typeof(GivenClients)), new { since, most = Most }, ct);
    }
}
