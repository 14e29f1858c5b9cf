using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Access;

/// <summary>Ends the caller's own session. Twice is once.</summary>
public sealed record SignOut(Caller Who) : IAct<bool>
{
    /// <returns>Whether it was open.</returns>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var ended = await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<SignOut>(), new { session = Who.SessionId, now = work.Now }, cancellationToken: ct));
        return ended > 0 && await new Audit(AuditAction.SignOut).RunAsync(work, ct);
    }
}
