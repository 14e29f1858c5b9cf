using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Interventions;

/// <summary>The state of an item: its cause, the last act that holds, when it is due, and whom it is for.</summary>
/// <param name="EpisodeId">The episode that is its cause; null = another cause.</param>
/// <param name="DriftSince">First day of the silence; null when it is not known.</param>
/// <param name="DueOn">From which day on it is to be worked on; null = it is not.</param>
/// <param name="FollowUpDate">When it is due again after the last act.</param>
/// <param name="Tries">Tries without an answer since the last other act.</param>
/// <param name="LastActId">The last act that holds, notes and handing over aside; null = nobody acted.</param>
/// <param name="LastActReason">What was known of the client when it was done.</param>
/// <param name="AssignedTo">Whom it was handed over to, by name; null = it is the client's coach's.</param>
/// <param name="HandedId">The handing over that holds, by which it is undone; null = none does.</param>
public sealed record ItemState(
    long Id,
    Guid ClientId,
    string CauseKind,
    long? EpisodeId,
    DateOnly? DriftSince,
    int? RangInVain,
    DateOnly TriggeredOn,
    DateTimeOffset? CompletedAt,
    string? CloseReason,
    DateOnly? DueOn,
    DateOnly? FollowUpDate,
    int Tries,
    long? LastActId,
    string? LastActKind,
    DateTimeOffset? LastActAt,
    DateOnly? LastActOn,
    DateOnly? LastActUntil,
    string? LastActBy,
    string? LastActReason,
    string? AssignedTo,
    Guid? AssignedUserId,
    long? HandedId,
    DateTimeOffset? HandedAt,
    string? HandedBy)
{
    /// <summary>Whether it is to be worked on this day.</summary>
    public bool IsDue(DateOnly today) => DueOn <= today;

    /// <summary>The open item of each of these clients, as the caller may see it; who has none is not in it.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ItemState>> OpenAsync(
        VitalsDatabase database, DatabaseIdentity who, IReadOnlyCollection<Guid> clients, CancellationToken ct)
    {
        var found = await database.AskAsync<ItemState>(who, Sql.Of<ItemState>(), new { items = Array.Empty<long>(), clients = clients.ToArray() }, ct);
        // Of several kinds of causes the first stands for the client.
        return found.GroupBy(item => item.ClientId).ToDictionary(items => items.Key, items => items.First());
    }

    /// <summary>One item, as the caller may see it; null = there is none, or they do not see it.</summary>
    public static async Task<ItemState?> OneAsync(VitalsDatabase database, DatabaseIdentity who, long item, CancellationToken ct) =>
        (await OfAsync(database, who, [item], ct)).GetValueOrDefault(item);

    /// <summary>These items by their number, as the caller may see them.</summary>
    internal static async Task<IReadOnlyDictionary<long, ItemState>> OfAsync(
        VitalsDatabase database, DatabaseIdentity who, long[] items, CancellationToken ct) =>
        (await database.AskAsync<ItemState>(who, Sql.Of<ItemState>(), new { items, clients = Array.Empty<Guid>() }, ct)).ToDictionary(item => item.Id);

    /// <summary>These items, on a connection that is open.</summary>
    internal static async Task<IReadOnlyList<ItemState>> ReadAsync(NpgsqlConnection db, long[] items, CancellationToken ct) =>
        (await db.QueryAsync<ItemState>(new CommandDefinition(
            Sql.Of<ItemState>(), new { items, clients = Array.Empty<Guid>() }, cancellationToken: ct))).AsList();
}
