using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Notices;

/// <summary>Writes what an attempt came to: delivered, tried again later, or dead with its reason.</summary>
/// <param name="Random">In [0, 1): how much of the longest wait there is before the next attempt.</param>
public sealed record EndDelivery(ClaimedDelivery Delivery, DeliveryOutcome Outcome, double Random) : IAct<bool>
{
    /// <returns>Whether it was still this sender's to say.</returns>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var (state, why) = Outcome.After(Delivery.Way, Delivery.Attempts);
        var next = work.Now + NoticeBackoff.Wait(Delivery.Attempts, Random, Outcome.RetryAfter);
        var ended = await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<EndDelivery>(),
            new { id = Delivery.Id, fence = Delivery.Fence, state, why, receipt = Outcome.Receipt, next, now = work.Now },
            cancellationToken: ct)) > 0;
        if (ended && Outcome.RetryAfter is not null && state == "queued")
            await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<EndDelivery>("Pause"), new { id = Delivery.Id, until = next }, cancellationToken: ct));
        return ended;
    }
}
