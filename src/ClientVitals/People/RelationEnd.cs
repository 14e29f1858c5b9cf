using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>The day a client's relation ended, as an answer to a break sets it and takes it back.</summary>
public static class RelationEnd
{
    /// <summary>Ends it on this day, unless it ended earlier.</summary>
    public static Task SetAsync(UnitOfWork work, Guid client, DateOnly on, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(RelationEnd), "Set"), new { client, on_day = on }, cancellationToken: ct));
    }

    /// <summary>Undoes it where it still stands as it was set.</summary>
    /// <param name="before">What stood there before; null = the relation had not ended.</param>
    public static Task UndoAsync(UnitOfWork work, Guid client, DateOnly on, DateOnly? before, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(RelationEnd), "Undo"), new { client, on_day = on, before }, cancellationToken: ct));
    }
}
