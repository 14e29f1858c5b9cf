using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Cli;

/// <summary>Writes down what was done from the command line to a person, where the verb itself knows nobody who does it.</summary>
internal static class OnRecord
{
    public static async Task AddAsync(VitalsDatabase database, AuditAction action, Dictionary<string, string> details, CancellationToken ct)
    {
        await database.DoAsync(new Audit(action, null, details), ct);
    }

    /// <summary>What left as a file. A database from before there was a record has none to write in.</summary>
    public static async Task ExportAsync(VitalsDatabase database, string what, int tables, long rows, CancellationToken ct)
    {
        await using (var db = await database.OpenAsync(ct))
        {
            if (!await db.ExecuteScalarAsync<bool>(new CommandDefinition("select to_regclass('public.audit_log') is not null", cancellationToken: ct)))
                return;
        }
        await AddAsync(
            database,
            AuditAction.Export,
            new() { ["what"] = what, ["tables"] = tables.ToString(CultureInfo.InvariantCulture), ["rows"] = rows.ToString(CultureInfo.InvariantCulture) },
            ct);
    }
}
