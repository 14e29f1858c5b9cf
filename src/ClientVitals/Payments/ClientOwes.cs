using ClientVitals.Database;

namespace ClientVitals.Payments;

/// <summary>What of a client's failed payments is still owed, in one currency.</summary>
/// <param name="Currency">Null = not said.</param>
/// <param name="LastAt">The last attempt.</param>
public sealed record ClientOwes(string? Currency, int Payments, decimal Amount, DateTimeOffset LastAt)
{
    /// <summary>By currency, of the last <see cref="FailedPayments.UsualDays"/> days, as the caller may see it.</summary>
    public static Task<IReadOnlyList<ClientOwes>> OfAsync(VitalsDatabase database, DatabaseIdentity who, Guid client, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.AskAsync<ClientOwes>(who, Sql.Of<ClientOwes>(), new { client, since = now.ToUniversalTime().AddDays(-FailedPayments.UsualDays), retry_days = FailedPayments.RetryDays }, ct);
    }
}
