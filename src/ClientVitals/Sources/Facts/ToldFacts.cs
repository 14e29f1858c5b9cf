using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Sources.Intake;
using Dapper;

namespace ClientVitals.Sources.Facts;

/// <summary>A delivery of a fact that is to be undone or read again.</summary>
internal sealed record ToldFacts(string Source, string Name, string Entity, string State, DateTimeOffset StartedAt, DateTimeOffset? UndoneAt)
{
    /// <summary>Takes its turn and reads its state, for those who may change everybody's clients.</summary>
    /// <param name="entity">What it should have brought.</param>
    /// <param name="delivery">Its number.</param>
    /// <exception cref="NotFoundException">There is no such delivery.</exception>
    /// <exception cref="PlainError">It brought something else, or came to nothing.</exception>
    /// <exception cref="ForbiddenException">Neither an owner nor an admin asks.</exception>
    public static async Task<ToldFacts> TakeAsync(UnitOfWork work, FactEntity entity, long delivery, CancellationToken ct)
    {
        work.Actor().MustManage();
        var told = await ReadAsync(work, delivery, ct);
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(Turns), "Wait"), new { source = told.Source }, commandTimeout: 0, cancellationToken: ct));
        // Its state now that it is our turn.
        told = await ReadAsync(work, delivery, ct);
        if (told.Entity != entity.Name)
            throw new PlainError($"Delivery {delivery} ({told.Name}) brought {told.Entity}: vitals {told.Entity} undo {delivery} undoes it.");
        return told.State == "succeeded" ? told : throw new PlainError($"Delivery {delivery} ({told.Name}) came to nothing, so there is nothing to undo.");
    }

    private static async Task<ToldFacts> ReadAsync(UnitOfWork work, long delivery, CancellationToken ct) =>
        await work.Connection.QuerySingleOrDefaultAsync<ToldFacts>(new CommandDefinition(Sql.Of<ToldFacts>(), new { delivery }, cancellationToken: ct))
        ?? throw new NotFoundException($"There is no delivery {delivery}; vitals calls deliveries shows them.");
}
