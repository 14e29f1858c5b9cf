using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Notices;

/// <summary>Sends again what was given up: from the first attempt on, at once.</summary>
/// <param name="Delivery">Its number; null = every one that was given up.</param>
public sealed record RetryDelivery(long? Delivery) : IAct<int>
{
    /// <returns>How many are queued again.</returns>
    /// <exception cref="ForbiddenException">Only people who manage the business may.</exception>
    public async Task<int> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        work.Actor().MustManage();
        var again = await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<RetryDelivery>(), new { id = Delivery, now = work.Now }, cancellationToken: ct));
        if (again == 0)
            return Delivery is { } one ? throw new NotFoundException($"There is no delivery {one} that was given up, or its channel was removed; vitals notices list --dead shows them.") : 0;
        await new Audit(NoticeActions.Retried, Delivery is { } id ? FormattableString.Invariant($"delivery:{id}") : null, new Dictionary<string, string> { ["deliveries"] = again.ToString(CultureInfo.InvariantCulture) }).RunAsync(work, ct);
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<Tell>("Signal"), cancellationToken: ct));
        return again;
    }
}
