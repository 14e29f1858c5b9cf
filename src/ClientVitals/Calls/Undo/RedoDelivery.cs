using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using Dapper;

namespace ClientVitals.Calls.Undo;

/// <summary>
/// Redoes a delivery that was undone: its calls and clients come back, its corrections hold again. What came or changed otherwise meanwhile
/// stays as it is.
/// </summary>
/// <param name="Delivery">Its number.</param>
public sealed record RedoDelivery(long Delivery) : IAct<DeliveryRedone>
{
    /// <exception cref="NotFoundException">There is no such delivery.</exception>
    /// <exception cref="PlainError">It was not undone, or so long ago that nothing of it is kept.</exception>
    /// <exception cref="ForbiddenException">Neither an owner nor an admin asks.</exception>
    public async Task<DeliveryRedone> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var told = await ToldDelivery.TakeAsync(work, Delivery, ct);
        if (told.UndoneAt is not { } undone)
            throw new PlainError($"Delivery {Delivery} ({told.Name}) was not undone, so there is nothing to redo.");
        if (undone <= work.Now - UndoDelivery.For)
            throw new PlainError($"Delivery {Delivery} ({told.Name}) was undone more than {UndoDelivery.For.TotalDays:0} days ago; what it held is not kept any more. Import the file again.");
        if (told.OtherReadingId is { } other)
            throw new PlainError($"Delivery {other} was read from the same file as delivery {Delivery} ({told.Name}) and holds: its calls would be doubled. Undo delivery {other} first (vitals calls undo {other}).");
        var db = work.Connection;
        var about = new { delivery = Delivery };
        CommandDefinition Step(string step) => new(Sql.Of<RedoDelivery>(step), about, commandTimeout: 0, cancellationToken: ct);

        var (removed, restored) = await db.QuerySingleAsync<(long, long)>(Step("Kept"));
        var clients = await MadeClients.BringBackAsync(db, (await db.ExecuteScalarAsync<string>(Step("Clients")))!, ct);
        var added = await db.ExecuteAsync(Step("Add"));
        var corrected = await CorrectedCalls.CorrectAsync(db, Delivery, ct);
        await db.ExecuteAsync(Step("TakeOver"));
        await db.ExecuteAsync(Step("Hold"));
        await Sources.Intake.Delivery.MarkAsync(db, Delivery, null, ct);
        var done = new DeliveryRedone(Delivery, told.Source, told.Name, added, corrected, removed + restored - added - corrected, clients);
        await new Audit(CallActions.DeliveryRedone, $"delivery:{Delivery}", new Dictionary<string, string>
        {
            ["calls_added"] = Count(done.CallsAdded),
            ["calls_corrected"] = Count(done.CallsCorrected),
            ["calls_left"] = Count(done.CallsLeft),
            ["clients_back"] = Count(done.ClientsBack),
        }).RunAsync(work, ct);
        return done;
    }

    private static string Count(long rows) => rows.ToString(CultureInfo.InvariantCulture);
}
