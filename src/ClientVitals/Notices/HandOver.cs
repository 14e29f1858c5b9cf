using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Notices;

/// <summary>
/// Says that an attempt begins to hand its deliveries over: from here on a sender that dies leaves behind something that may have arrived. Renews
/// the lease.
/// </summary>
public sealed record HandOver(IReadOnlyList<ClaimedDelivery> Deliveries) : IAct<bool>
{
    /// <returns>Whether all are still this sender's; if not, nothing may be sent.</returns>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<HandOver>(),
            new { ids = Deliveries.Select(one => one.Id).ToArray(), fences = Deliveries.Select(one => one.Fence).ToArray(), now = work.Now, lease = ClaimDeliveries.Lease },
            cancellationToken: ct)) == Deliveries.Count;
    }
}
