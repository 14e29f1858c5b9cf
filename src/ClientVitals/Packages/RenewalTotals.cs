using ClientVitals.Database;

namespace ClientVitals.Packages;

/// <summary>How many clients' packages run out, or ran out, of those priced in one currency, and what the packages cost together.</summary>
/// <param name="State">DUE or OVERDUE.</param>
/// <param name="Currency">Null = of those without a price; then <paramref name="Value"/> is null, too.</param>
public sealed record RenewalTotal(string State, string? Currency, int Clients, decimal? Value);

/// <summary>Totals of both lists by currency: amounts of different currencies are never added up.</summary>
public static class RenewalTotals
{
    /// <summary>Of the caller's book, by the filters of the list; the state is not one of them.</summary>
    public static Task<IReadOnlyList<RenewalTotal>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, RenewalsDue.Which which, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        RenewalsDue.Check(which);
        return database.AskAsync<RenewalTotal>(who, Sql.Of(typeof(RenewalTotals)), new
        {
            today = which.Today,
            within = which.Within,
            overdue_days = RenewalsDue.OverdueDays,
            coach = which.Coach,
            segment = which.Segment,
        }, ct);
    }
}
