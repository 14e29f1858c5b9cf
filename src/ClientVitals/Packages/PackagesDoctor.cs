using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Packages;

/// <summary>Whether the packages on record say what they should: whose they are, and as many sessions left as their source says.</summary>
internal static class PackagesDoctor
{
    /// <summary>The part of the packages without a client that is worth a look.</summary>
    private const double ManyUnmatched = .1;

    private sealed record Told(long Packages, long Unmatched, long Differing);

    public static async Task<IReadOnlyList<Finding>> AskAsync(NpgsqlConnection db, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var told = await db.QuerySingleAsync<Told>(new CommandDefinition(
            Sql.Of(typeof(PackagesDoctor), "Told"), new { now = now.ToUniversalTime(), zone = settings.BusinessZone }, cancellationToken: ct));
        if (told.Packages == 0)
            return [];
        List<Finding> findings = [];
        if (told.Unmatched > told.Packages * ManyUnmatched)
            findings.Add(Finding.Look("packages", string.Create(CultureInfo.InvariantCulture, $"{told.Unmatched:N0} of {told.Packages:N0} packages belong to no client; vitals packages list --unmatched shows them. Import a file that names both the client's id and their e-mail or phone.")));
        if (told.Differing > 0)
            findings.Add(Finding.Look("packages", string.Create(CultureInfo.InvariantCulture, $"Of {told.Differing:N0} of {told.Packages:N0} packages the source says another number of sessions left than the sessions on record come to; vitals packages list --differing shows them. Import the sessions that are missing, or ask the source.")));
        return findings.Count > 0 ? findings : [Finding.Good("packages", string.Create(CultureInfo.InvariantCulture, $"{told.Packages:N0} packages on record, of known clients; what is left agrees with their sources."))];
    }
}
