using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Interventions;

/// <summary>An item while somebody acts on it: locked until the transaction ends, so that two at once take turns.</summary>
/// <param name="EpisodeId">The episode that is its cause; null = another cause.</param>
/// <param name="DriftSince">First day of the silence; null when it is not known.</param>
/// <param name="Tries">Tries without an answer since the last other act.</param>
/// <param name="LastActId">The last act that holds, notes aside; null = nobody acted.</param>
internal sealed record ItemTurn(
    long Id, Guid ClientId, long? EpisodeId, DateOnly? DriftSince, DateTimeOffset? CompletedAt, string? CloseReason, DateOnly? FollowUpDate, int Tries,
    long? LastActId, string? LastActKind, DateTimeOffset? LastActAt, DateOnly? LastActOn, DateOnly? LastActUntil, string? LastActBy)
{
    /// <summary>What is said of an item that is not there, and of one in another coach's book.</summary>
    internal const string NoSuchItem = "There is no such item, or it is not about a client of your book.";

    /// <summary>Locks it, then reads it: who waited sees what the one before wrote.</summary>
    public static async Task<ItemTurn> TakeAsync(UnitOfWork work, long item, CancellationToken ct)
    {
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<ItemTurn>("Lock"), new { item }, cancellationToken: ct));
        return await work.Connection.QuerySingleOrDefaultAsync<ItemTurn>(new CommandDefinition(Sql.Of<ItemTurn>(), new { item }, cancellationToken: ct))
            ?? throw new NotFoundException(NoSuchItem);
    }

    /// <summary>The item shows its last act that holds, and tells whoever looks at the list.</summary>
    public static async Task ShowLastActAsync(UnitOfWork work, long item, CancellationToken ct)
    {
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<ItemTurn>("ShowLastAct"), new { item }, cancellationToken: ct));
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<ItemTurn>("Tell"), cancellationToken: ct));
    }
}
