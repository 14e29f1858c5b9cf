using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>
/// Changes of accounts take turns: they are few, and each of them must see what the one before left (the last owner, the
/// newest link).
/// </summary>
internal static class AccessLock
{
    public static Task TakeAsync(NpgsqlConnection db, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(AccessLock)), cancellationToken: ct));
}
