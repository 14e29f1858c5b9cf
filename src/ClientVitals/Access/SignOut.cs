using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Access;

/// <summary>Ends the caller's own session. Twice is once.</summary>
public sealed record SignOut(Caller Who)
{
    public async Task RunAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var work = await database.BeginAsync(ct);
        var ended = await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<SignOut>(), new { session = Who.SessionId, now }, cancellationToken: ct));
        if (ended > 0)
            await new Audit(AuditAction.SignOut).RunAsync(work.Connection, now, Who.Who, ct);
        await work.CommitAsync(ct);
    }
}
