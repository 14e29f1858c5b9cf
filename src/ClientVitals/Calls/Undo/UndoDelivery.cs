using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using Dapper;
using Npgsql;

namespace ClientVitals.Calls.Undo;

/// <summary>
/// Undoes a delivery of calls, as if it had never come: the calls it added go, its corrections are taken back, the clients it made and of
/// whom nothing else is known go. A call that another delivery tells too stays. What goes is kept, so that it can be redone.
/// </summary>
/// <param name="Delivery">Its number.</param>
public sealed record UndoDelivery(long Delivery) : IAct<DeliveryUndone>
{
    /// <summary>How long a delivery can be undone, and one that was undone redone.</summary>
    public static readonly TimeSpan For = PurgeDeliveryChanges.For;

    /// <exception cref="NotFoundException">There is no such delivery.</exception>
    /// <exception cref="PlainError">It cannot be undone: it is undone already, came to nothing, is too old, or held no calls.</exception>
    /// <exception cref="ForbiddenException">Neither an owner nor an admin asks.</exception>
    public async Task<DeliveryUndone> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var told = await ToldDelivery.TakeAsync(work, Delivery, ct);
        if (told.UndoneAt is not null)
            throw new PlainError($"Delivery {Delivery} ({told.Name}) was undone already; vitals calls redo {Delivery} brings it back.");
        var done = await WithinAsync(work, told, ct);
        await new Audit(CallActions.DeliveryUndone, $"delivery:{Delivery}", new Dictionary<string, string>
        {
            ["calls_removed"] = Count(done.CallsRemoved),
            ["calls_restored"] = Count(done.CallsRestored),
            ["calls_kept"] = Count(done.CallsKept),
            ["clients_removed"] = Count(done.ClientsRemoved),
        }).RunAsync(work, ct);
        return done;
    }

    /// <summary>The same within an act that writes its own line of the record.</summary>
    internal async Task<DeliveryUndone> WithinAsync(UnitOfWork work, ToldDelivery told, CancellationToken ct)
    {
        if (told.StartedAt <= work.Now - For)
            throw new PlainError($"Delivery {Delivery} ({told.Name}) is older than {For.TotalDays:0} days; what it changed is not kept any more, so it cannot be undone.");
        var db = work.Connection;
        var about = new { delivery = Delivery, now = work.Now, source = told.Source };
        CommandDefinition Step(string step) => new(Sql.Of<UndoDelivery>(step), about, commandTimeout: 0, cancellationToken: ct);

        var lost = await db.ExecuteScalarAsync<long>(Step("Lost"));
        await db.ExecuteAsync(Step("Told"));
        await db.ExecuteAsync(Step("Keep"));
        var restored = await RestoreAsync(db, ct);
        await db.ExecuteAsync(Step("HandOver"));
        var removed = await db.ExecuteAsync(Step("Remove"));
        var kept = await db.ExecuteScalarAsync<long>(Step("Kept"));
        await db.ExecuteAsync(Step("Forget"));
        var clients = (await db.QueryAsync<Guid>(Step("Clients"))).AsList();
        await MadeClients.RemoveAsync(db, clients, ct);
        await Sources.Intake.Delivery.MarkAsync(db, Delivery, work.Now, ct);
        return new(Delivery, told.Source, told.Name, removed, restored, kept, clients.Count, lost, told.CorrectsId);
    }

    private async Task<int> RestoreAsync(NpgsqlConnection db, CancellationToken ct)
    {
        try
        {
            return await CorrectedCalls.RestoreAsync(db, Delivery, ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new PlainError($"Delivery {Delivery} had given a call to another client, and the first one has the same call again by now; nothing was undone. Correct that call with a file, then undo again.", taken);
        }
    }

    private static string Count(long rows) => rows.ToString(CultureInfo.InvariantCulture);
}
