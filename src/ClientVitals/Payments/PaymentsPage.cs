using ClientVitals.Database;

namespace ClientVitals.Payments;

/// <summary>A payment on record.</summary>
/// <param name="ClientId">Whose; null = unmatched.</param>
/// <param name="Source">Whose word it is.</param>
/// <param name="ExternalId">The source's own id; null = it gives none.</param>
/// <param name="Amount">In <paramref name="Currency"/>, never negative: the status says which way it went.</param>
/// <param name="Status">PAID, PENDING, FAILED, REFUNDED, DISPUTED, CANCELLED or UNKNOWN.</param>
/// <param name="PaymentKey">The payment that this one gives back or disputes, as its source calls it.</param>
/// <param name="InvoiceKey">The invoice, order or intent of which it is an attempt, as its source calls it; null = not said.</param>
/// <param name="Reason">Why it failed, was given back or is disputed, as its source says it.</param>
/// <param name="KnownFrom">From when we have known it so.</param>
public sealed record RecordedPayment(
    long Id,
    Guid? ClientId,
    string? ClientEmail,
    string? ClientPhone,
    string? ClientKey,
    string Source,
    string? ExternalId,
    DateTimeOffset PaidAt,
    decimal Amount,
    string? Currency,
    string Status,
    string? Method,
    string? PaymentKey,
    string? PackageKey,
    string? Reference,
    string? InvoiceKey,
    string? Reason,
    DateTimeOffset? ModifiedAt,
    DateTimeOffset KnownFrom);

/// <summary>Payments on record, the latest first, a page at a time; as they are known now, or as they were known at a past moment.</summary>
public static class PaymentsPage
{
    /// <summary>Which of them.</summary>
    /// <param name="Client">One client's; null = all the caller sees.</param>
    /// <param name="From">At or after; null = from the first on.</param>
    /// <param name="Until">Before; null = to the last.</param>
    /// <param name="Status">Of this status; null = of all.</param>
    /// <param name="Unmatched">Only unmatched payments.</param>
    /// <param name="AsOf">As they were known at this moment; null = as they are known now.</param>
    public sealed record Which(
        Guid? Client = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, string? Status = null, bool Unmatched = false, DateTimeOffset? AsOf = null);

    /// <summary>One page, as the caller may see it.</summary>
    /// <exception cref="PlainError">The status is unknown, or the page cannot be.</exception>
    public static async Task<Page<RecordedPayment>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, Which which, int size, string? mark, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(which);
        var status = PaymentFact.Statuses.Asked(which.Status, "a payment");
        var after = Cursor.Read(mark, 2);
        var rows = await database.AskAsync<RecordedPayment>(who, Question(who, which), new
        {
            client = which.Client,
            from = which.From?.ToUniversalTime(),
            until = which.Until?.ToUniversalTime(),
            status,
            unmatched = which.Unmatched ? true : (bool?)null,
            as_of = which.AsOf?.ToUniversalTime(),
            after_at = after?.MomentAt(0),
            after_id = after?.WholeAt(1),
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [row.PaidAt, row.Id]);
    }

    /// <summary>The database's own rules say what is seen; this only picks the way that is short.</summary>
    private static string Question(DatabaseIdentity who, Which which) =>
        which.AsOf is not null ? Sql.Of(typeof(PaymentsPage), "AsOf")
        : who.IsCoach && which is { Client: null, Unmatched: false } ? Sql.Of(typeof(PaymentsPage), "Book")
        : Sql.Of(typeof(PaymentsPage));
}
