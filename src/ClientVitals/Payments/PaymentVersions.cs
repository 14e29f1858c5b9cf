using ClientVitals.Database;

namespace ClientVitals.Payments;

/// <summary>What we knew of a payment, from when until when.</summary>
/// <param name="KnownUntil">Null = it is what we know now.</param>
/// <param name="Delivery">The delivery whose word it was.</param>
public sealed record PaymentVersion(
    DateTimeOffset KnownFrom, DateTimeOffset? KnownUntil, Guid? ClientId, DateTimeOffset PaidAt, string Status, decimal Amount, string? Currency, string? Method, string? PaymentKey, string? Reference, string? Reason,
    DateTimeOffset? ModifiedAt, long? Delivery);

/// <summary>All that we knew of one payment, the latest first.</summary>
public static class PaymentVersions
{
    /// <summary>As the caller may see it; empty when there is no such payment, or the caller sees none of it.</summary>
    public static Task<IReadOnlyList<PaymentVersion>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, long payment, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.AskAsync<PaymentVersion>(who, Sql.Of(typeof(PaymentVersions)), new { payment }, ct);
    }
}
