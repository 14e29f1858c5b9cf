using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Payments;

/// <summary>Whether the payments on record say what they should: whose they are, what became of them, and in which currency.</summary>
internal static class PaymentsDoctor
{
    /// <summary>Parts of the payments that are worth a look.</summary>
    private const double ManyUnmatched = .1, ManyUnknown = .1;

    private sealed record Told(long Payments, long Unmatched, long Unknown, long WithoutCurrency);

    public static async Task<IReadOnlyList<Finding>> AskAsync(NpgsqlConnection db, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var told = await db.QuerySingleAsync<Told>(new CommandDefinition(Sql.Of(typeof(PaymentsDoctor), "Told"), new { now }, cancellationToken: ct));
        if (told.Payments == 0)
            return [];
        List<Finding> findings = [];
        if (told.Unmatched > told.Payments * ManyUnmatched)
            findings.Add(Finding.Look("payments", string.Create(CultureInfo.InvariantCulture, $"{told.Unmatched:N0} of {told.Payments:N0} payments belong to no client; vitals payments list --unmatched shows them. Import a file that names both the customer's id and their e-mail or phone.")));
        if (told.Unknown > told.Payments * ManyUnknown)
            findings.Add(Finding.Look("payments", string.Create(CultureInfo.InvariantCulture, $"Of {told.Unknown:N0} of {told.Payments:N0} payments nobody knows what became of them; teach the words of their status with --value when you import the file again.")));
        if (told.WithoutCurrency > 0)
            findings.Add(Finding.Look("payments", string.Create(CultureInfo.InvariantCulture, $"{told.WithoutCurrency:N0} of {told.Payments:N0} payments have no currency, so they are in no sum; import a file with a column for it.")));
        return findings.Count > 0 ? findings : [Finding.Good("payments", string.Create(CultureInfo.InvariantCulture, $"{told.Payments:N0} payments on record, of known clients, with a known status and currency."))];
    }
}
