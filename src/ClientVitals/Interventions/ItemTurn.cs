using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Interventions;

/// <summary>Turns at an item: while somebody acts on it, it is locked until the transaction ends, so that two at once wait for each other.</summary>
internal static class ItemTurn
{
    /// <summary>What is said of an item that is not there, and of one in another coach's book.</summary>
    internal const string NoSuchItem = "There is no such item, or it is not about a client of your book.";

    /// <summary>Checks that the actor sees it, locks it, then reads it: who waited sees what the one before wrote.</summary>
    /// <exception cref="NotFoundException">The actor sees no such item.</exception>
    public static async Task<ItemState> TakeSeenAsync(UnitOfWork work, long item, CancellationToken ct)
    {
        if (await work.SeenAsync<ItemOfCaller>(Sql.Of<ItemOfCaller>(), new { item }, ct) is [])
            throw new NotFoundException(NoSuchItem);
        return await TakeAsync(work, item, ct);
    }

    /// <summary>The same for an act that has checked who may.</summary>
    public static async Task<ItemState> TakeAsync(UnitOfWork work, long item, CancellationToken ct)
    {
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(ItemTurn), "Lock"), new { item }, cancellationToken: ct));
        return await ItemState.ReadAsync(work.Connection, [item], ct) is [var found] ? found : throw new NotFoundException(NoSuchItem);
    }

    /// <summary>The item shows its last act that holds and whom it is for, and those who look at the list are told.</summary>
    public static async Task ShowLastActAsync(UnitOfWork work, long item, CancellationToken ct)
    {
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(ItemTurn), "ShowLastAct"), new { item }, cancellationToken: ct));
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(ItemTurn), "Tell"), cancellationToken: ct));
    }
}

/// <summary>An item that the actor sees.</summary>
internal sealed record ItemOfCaller(long Id, Guid ClientId);
