using ClientVitals.Database;

namespace ClientVitals.Payments;

/// <summary>A payment that went wrong: tried and not paid yet, or disputed, or given back (docs/decisions/0057).</summary>
/// <param name="PaymentId">The last attempt; of a dispute or refund its own row.</param>
/// <param name="Kind">FAILED, DISPUTED or REFUNDED.</param>
/// <param name="ClientId">Whose; null = unmatched.</param>
/// <param name="ClientEmail">Primary e-mail, else phone; of an unmatched payment the address it came with.</param>
/// <param name="Amount">In <paramref name="Currency"/>; null currency = not said.</param>
/// <param name="At">The last attempt.</param>
/// <param name="FirstAt">The first one.</param>
/// <param name="Tries">Attempts so far; 1 of a dispute or refund.</param>
/// <param name="Reason">Why, as the source says it; null = it says nothing.</param>
/// <param name="PaymentKey">The payment that a refund gives back or a dispute is about, as its source calls it.</param>
public sealed record FailedPayment(
    long PaymentId,
    string Kind,
    Guid? ClientId,
    string ClientEmail,
    string ClientName,
    string? Coach,
    string? Segment,
    decimal Amount,
    string? Currency,
    DateTimeOffset At,
    DateTimeOffset FirstAt,
    int Tries,
    string? Reason,
    string? Method,
    string? Reference,
    string? InvoiceKey,
    string? PaymentKey,
    string Source,
    string? ExternalId);

/// <summary>Failed payments that are still owed, the latest first, a page at a time; and, apart from them, disputes and refunds.</summary>
public static class FailedPayments
{
    /// <summary>The three lists.</summary>
    public const string Failed = "FAILED", Disputed = "DISPUTED", Refunded = "REFUNDED";

    /// <summary>Days back that are looked at when nobody says how many, and at most.</summary>
    public const int UsualDays = 90, MostDays = 730;

    /// <summary>
    /// Without an invoice, the same amount within these days is another attempt at the same thing, or pays it. Card processors retry for up to three weeks,
    /// and a membership is charged again after four.
    /// </summary>
    public const int RetryDays = 21;

    private static readonly string[] Kinds = [Failed, Disputed, Refunded];

    /// <summary>Which of them.</summary>
    /// <param name="Now">The moment asked at.</param>
    /// <param name="Days">Days back, 1 to <see cref="MostDays"/>.</param>
    /// <param name="Kind">FAILED, DISPUTED or REFUNDED; null = FAILED.</param>
    /// <param name="Coach">Only of this coach's book, by name.</param>
    /// <param name="Segment">Only of this grouping of the business's own.</param>
    public sealed record Which(DateTimeOffset Now, int Days = UsualDays, string? Kind = null, string? Coach = null, string? Segment = null);

    /// <summary>One page.</summary>
    /// <exception cref="PlainError">A filter, the page or the mark cannot be.</exception>
    public static async Task<Page<FailedPayment>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, Which which, int size, string? mark, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        Check(which);
        var (kind, after) = (which.Kind ?? Failed, Cursor.Read(mark, 2));
        var rows = await database.AskAsync<FailedPayment>(who, kind == Failed ? Sql.Of(typeof(FailedPayments)) : Sql.Of(typeof(FailedPayments), "Apart"), new
        {
            since = Since(which),
            tried_since = TriedSince(Since(which)),
            retry_days = RetryDays,
            kind,
            coach = which.Coach,
            segment = which.Segment,
            after_at = after?.MomentAt(0),
            after_id = after?.WholeAt(1),
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [row.At, row.PaymentId]);
    }

    internal static DateTimeOffset Since(Which which) => which.Now.ToUniversalTime().AddDays(-which.Days);

    /// <summary>An attempt in the window may have earlier ones before it.</summary>
    internal static DateTimeOffset TriedSince(DateTimeOffset since) => since.AddDays(-UsualDays);

    internal static void Check(Which which)
    {
        ArgumentNullException.ThrowIfNull(which);
        if (which.Days is < 1 or > MostDays)
            throw new PlainError($"Days back must be 1 to {MostDays}, not {which.Days}.");
        if (which.Kind is { } kind && !Kinds.Contains(kind))
            throw new PlainError($"The kind must be one of {string.Join(", ", Kinds)}, not \"{kind}\".");
    }
}
