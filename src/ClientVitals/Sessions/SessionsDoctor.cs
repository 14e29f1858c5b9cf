using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Sessions;

/// <summary>Whether the sessions on record say what they should: whose they are, and what became of those that are over.</summary>
internal static class SessionsDoctor
{
    /// <summary>Parts of the sessions that are worth a look.</summary>
    private const double ManyUnmatched = .1, ManyUnknown = .1;

    private sealed record Told(long Sessions, long Unmatched, long Unknown);

    public static async Task<IReadOnlyList<Finding>> AskAsync(NpgsqlConnection db, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var told = await db.QuerySingleAsync<Told>(new CommandDefinition(Sql.Of(typeof(SessionsDoctor), "Told"), new { now }, cancellationToken: ct));
        if (told.Sessions == 0)
            return [];
        List<Finding> findings = [];
        if (told.Unmatched > told.Sessions * ManyUnmatched)
            findings.Add(Finding.Look("sessions", string.Create(CultureInfo.InvariantCulture, $"{told.Unmatched:N0} of {told.Sessions:N0} sessions belong to no client; vitals sessions list --unmatched shows them. Import a file that names both the client's id and their e-mail or phone.")));
        if (told.Unknown > told.Sessions * ManyUnknown)
            findings.Add(Finding.Look("sessions", string.Create(CultureInfo.InvariantCulture, $"Of {told.Unknown:N0} of {told.Sessions:N0} sessions nobody knows whether the client came; teach the words of their status with --value when you import the file again.")));
        return findings.Count > 0 ? findings : [Finding.Good("sessions", string.Create(CultureInfo.InvariantCulture, $"{told.Sessions:N0} sessions on record, of known clients and with a known status."))];
    }
}
