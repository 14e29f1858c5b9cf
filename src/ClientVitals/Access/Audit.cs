using System.Text.Json;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>
/// Writes down what was done, in the transaction that does it: what was rolled back is not on record, and what is done is. Acts as
/// service_role; nobody can change a line afterwards.
/// </summary>
/// <param name="Action">What.</param>
/// <param name="Subject">To whom or what, as <see cref="User"/> and <see cref="Key"/> write it; null = to nobody in particular.</param>
/// <param name="Details">Counts, words, ids. Never a name, an e-mail, a number or a secret: the table refuses what looks like an address.</param>
public sealed record Audit(AuditAction Action, string? Subject = null, IReadOnlyDictionary<string, string>? Details = null)
{
    public static string User(Guid id) => $"user:{id}";

    public static string Key(Guid id) => $"key:{id}";

    /// <param name="db">The unit of work that does it.</param>
    public async Task RunAsync(NpgsqlConnection db, DateTimeOffset now, string who, CancellationToken ct) =>
        await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<Audit>(),
            new { now, who, action = Action.Word(), subject = Subject, details = Details is null ? "{}" : JsonSerializer.Serialize(Details) },
            cancellationToken: ct));
}
