using ClientVitals.Database;

namespace ClientVitals.Payments;

/// <summary>What is there to list failed payments from, as the caller may see it: no payments and none failed are two answers.</summary>
/// <param name="HasPayments">Whether a payment is on record.</param>
/// <param name="ToldAt">When the latest of them became known; null = there are none.</param>
public sealed record PaymentsKnown(bool HasPayments, DateTimeOffset? ToldAt)
{
    public static async Task<PaymentsKnown> ReadAsync(VitalsDatabase database, DatabaseIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        return (await database.AskAsync<PaymentsKnown>(who, Sql.Of<PaymentsKnown>(), null, ct))[0];
    }
}
