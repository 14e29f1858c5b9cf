using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Sources;
using Dapper;

namespace ClientVitals.Calls.Undo;

/// <summary>A delivery of calls that is to be undone or redone.</summary>
/// <param name="CorrectsId">The delivery whose file it read again.</param>
internal sealed record ToldDelivery(
    string Source,
    string Name,
    string Entity,
    string State,
    DateTimeOffset StartedAt,
    DateTimeOffset? UndoneAt,
    long? CorrectsId)
{
    /// <summary>Another delivery that holds and was read from the same file.</summary>
    public long? OtherReadingId { get; private init; }

    /// <summary>Takes its turn and reads its state, for those who may change everybody's clients.</summary>
    /// <exception cref="NotFoundException">There is no such delivery.</exception>
    /// <exception cref="PlainError">It held no calls, or came to nothing.</exception>
    /// <exception cref="ForbiddenException">Neither an owner nor an admin asks.</exception>
    public static async Task<ToldDelivery> TakeAsync(UnitOfWork work, long delivery, CancellationToken ct)
    {
        work.Actor().MustManage();
        var found = await ReadAsync(work, delivery, ct);
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<ToldDelivery>("Turn"), new { source = found.Source }, commandTimeout: 0, cancellationToken: ct));
        // Its state now that it is our turn.
        found = await ReadAsync(work, delivery, ct);
        if (found.Entity != CallEntity.Calls.Name)
            throw new PlainError($"Delivery {delivery} ({found.Name}) brought {found.Entity}, and this undoes only deliveries of calls; use vitals {found.Entity} undo {delivery}.");
        return found.State == "succeeded"
            ? found with { OtherReadingId = await OtherReading.OfAsync(work.Connection, delivery, ct) }
            : throw new PlainError($"Delivery {delivery} ({found.Name}) came to nothing, so there is nothing to undo.");
    }

    private static async Task<ToldDelivery> ReadAsync(UnitOfWork work, long delivery, CancellationToken ct) =>
        await work.Connection.QuerySingleOrDefaultAsync<ToldDelivery>(new CommandDefinition(Sql.Of<ToldDelivery>(), new { delivery }, cancellationToken: ct))
        ?? throw new NotFoundException($"There is no delivery {delivery}; vitals calls deliveries shows them.");
}
