using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>
/// The open policies of the owner's document: anybody, signed in or not, may read, add and change rows of call_pattern_analysis.
/// Never part of a migration; only for those who ask for them by name, and taken back the same way.
/// </summary>
public sealed record OpenPolicies(bool Close = false)
{
    /// <summary>What opening means, for the person who is asked.</summary>
    public const string Warning =
        "Anyone with the anonymous key will be able to read every client's pattern, and add and change rows of call_pattern_analysis. Nothing else is opened; nobody may delete.";

    /// <summary>Opens (or closes) as the owner, in one transaction; again is the same.</summary>
    public async Task RunAsync(VitalsDatabase database, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var db = await database.OpenAdminAsync(ct);
        await using var transaction = await db.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(Sql.Of<OpenPolicies>(Close ? "Take" : "Give"), db);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
