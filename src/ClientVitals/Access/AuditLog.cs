using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>One line of the audit log.</summary>
/// <param name="Who"><c>user:id</c>, <c>key:id</c>, <c>command line:login</c> or <c>nobody</c>.</param>
/// <param name="WhoName">The account's or key's name, where there is one.</param>
/// <param name="Details">A JSON object.</param>
public sealed record AuditEntry(long Id, DateTimeOffset At, string Who, string? WhoName, string Action, string? Subject, string? SubjectName, string Details);

/// <summary>What was done, the latest first. Owners and admins see it; others see nothing.</summary>
public static class AuditLog
{
    /// <summary>The longest page.</summary>
    public const int Most = 1_000;

    /// <param name="before">The id to go on before; null = from the latest.</param>
    /// <param name="user">Only what this account did or had done to it; null = everything.</param>
    public static async Task<IReadOnlyList<AuditEntry>> ReadAsync(NpgsqlConnection db, long? before, Guid? user, int limit, CancellationToken ct) =>
        (await db.QueryAsync<AuditEntry>(new CommandDefinition(
            Sql.Of(typeof(AuditLog)), new { before, about = user is { } id ? Audit.User(id) : null, limit = Math.Clamp(limit, 1, Most) }, cancellationToken: ct))).AsList();
}
