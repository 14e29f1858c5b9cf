using ClientVitals.Database;

namespace ClientVitals.Payments;

/// <summary>How many payments went one way, and how much they come to, in one currency.</summary>
/// <param name="Kind">FAILED, DISPUTED, REFUNDED; or RECOVERED: failed at first, and paid in the last <see cref="FailedTotals.RecoveredDays"/> days.</param>
/// <param name="Currency">Null = not said.</param>
public sealed record FailedTotal(string Kind, string? Currency, int Payments, decimal Amount);

/// <summary>Totals of the three lists and of what was recovered, by currency: amounts of different currencies are never added up.</summary>
public static class FailedTotals
{
    /// <summary>What failed at first and was paid since.</summary>
    public const string Recovered = "RECOVERED";

    /// <summary>Days for which it is said what was recovered.</summary>
    public const int RecoveredDays = 30;

    /// <summary>Of the caller's book, by the filters of the list; the kind is not one of them.</summary>
    public static Task<IReadOnlyList<FailedTotal>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, FailedPayments.Which which, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        FailedPayments.Check(which);
        var since = FailedPayments.Since(which);
        var recovered = which.Now.ToUniversalTime().AddDays(-RecoveredDays);
        return database.AskAsync<FailedTotal>(who, Sql.Of(typeof(FailedTotals)), new
        {
            since,
            tried_since = FailedPayments.TriedSince(since < recovered ? since : recovered),
            recovered_since = recovered,
            retry_days = FailedPayments.RetryDays,
            coach = which.Coach,
            segment = which.Segment,
        }, ct);
    }
}
