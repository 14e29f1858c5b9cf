using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>Sets an account's password; every session and every other link of it is over with that.</summary>
internal sealed record SetPassword(Guid Id, string Hash)
{
    public async Task RunAsync(NpgsqlConnection db, DateTimeOffset now, string who, CancellationToken ct)
    {
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<SetPassword>("Write"), new { id = Id, hash = Hash, now }, cancellationToken: ct));
        await new Audit(AuditAction.PasswordChanged, Audit.User(Id)).WriteAsync(db, now, who, ct);
    }
}
