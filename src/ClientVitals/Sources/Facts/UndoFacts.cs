using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Sources.Facts;

/// <summary>What the undo of a delivery of a fact did.</summary>
/// <param name="Removed">Rows it had added, which nothing else tells.</param>
/// <param name="Restored">Rows it had corrected, which say again what they said before.</param>
/// <param name="Kept">Rows that a later delivery told again as they are: they stay, by its word.</param>
/// <param name="ClientsRemoved">Clients it had made and of whom nothing else is known.</param>
public sealed record FactsUndone(long Delivery, string Source, string Name, long Removed, long Restored, long Kept, long ClientsRemoved)
{
    /// <summary>Whether all it told is told by later deliveries too.</summary>
    public bool ChangedNothing => Removed + Restored + ClientsRemoved == 0;
}

/// <summary>
/// Undoes a delivery of a fact: the rows it added go, those it corrected say again what they said before. That is news of today: what was known
/// until now stays on record, so that a past moment is answered as it was then.
/// </summary>
/// <param name="Entity">The fact.</param>
/// <param name="Delivery">The delivery's number.</param>
public sealed record UndoFacts(FactEntity Entity, long Delivery) : IAct<FactsUndone>
{
    /// <summary>How long a delivery can be undone.</summary>
    public static readonly TimeSpan For = PurgeConfirmations.For;

    /// <exception cref="NotFoundException">There is no such delivery.</exception>
    /// <exception cref="PlainError">It is undone already, came to nothing, is too old, or brought something else.</exception>
    /// <exception cref="ForbiddenException">Neither an owner nor an admin asks.</exception>
    public async Task<FactsUndone> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var told = await ToldFacts.TakeAsync(work, Entity, Delivery, ct);
        if (told.UndoneAt is not null)
            throw new PlainError($"Delivery {Delivery} ({told.Name}) was undone already; vitals {Entity.Name} redo {Delivery} reads its file again.");
        var done = await WithinAsync(work, told, ct);
        await new Audit(SourceActions.FactsUndone, $"delivery:{Delivery}", new Dictionary<string, string>
        {
            ["what"] = Entity.Name,
            ["removed"] = Count(done.Removed),
            ["restored"] = Count(done.Restored),
            ["kept"] = Count(done.Kept),
            ["clients_removed"] = Count(done.ClientsRemoved),
        }).RunAsync(work, ct);
        return done;
    }

    /// <summary>The same within an act that writes its own line of the record.</summary>
    internal async Task<FactsUndone> WithinAsync(UnitOfWork work, ToldFacts told, CancellationToken ct)
    {
        if (told.StartedAt <= work.Now - For)
            throw new PlainError($"Delivery {Delivery} ({told.Name}) is older than {For.TotalDays:0} days; which rows other deliveries tell too is not kept any more, so it cannot be undone.");
        var db = work.Connection;
        var steps = new FactSteps(Entity.Fact, Entity.Identity);
        var about = new { entity = Entity.Name, delivery = Delivery, now = work.Now };
        CommandDefinition Step(string sql) => new(sql, about, commandTimeout: 0, cancellationToken: ct);
        await db.ExecuteAsync(Step(steps.Undone()));
        var kept = await db.ExecuteAsync(Step(steps.HandOver()));
        await db.ExecuteAsync(Step(steps.KeepUndone()));
        var restored = await db.ExecuteAsync(Step(steps.Restore()));
        var removed = await db.ExecuteAsync(Step(steps.Remove()));
        await db.ExecuteAsync(Step("drop table undone_rows"));
        if (steps.Settle() is { } settle)
            await db.ExecuteAsync(new CommandDefinition(settle, new { delivery = (long?)null, now = work.Now }, commandTimeout: 0, cancellationToken: ct));
        var clients = await Entity.Identity.UnmakeAsync(work, Delivery, ct);
        await Intake.Delivery.MarkAsync(db, Delivery, work.Now, ct);
        return new(Delivery, told.Source, told.Name, removed, restored, kept, clients);
    }

    private static string Count(long rows) => rows.ToString(CultureInfo.InvariantCulture);
}
