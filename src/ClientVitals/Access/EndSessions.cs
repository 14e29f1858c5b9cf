using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Access;

/// <summary>Ends the sessions of an account, on every browser: one's own, or somebody's by a person who manages accounts.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Except">The one that stays, when all others are ended; null = none.</param>
/// <param name="Only">The one that ends; null = all.</param>
public sealed record EndSessions(Guid UserId, Guid? Except = null, Guid? Only = null) : IAct<int>
{
    /// <summary>How many ended.</summary>
    /// <exception cref="ForbiddenException">They are somebody else's, whom the actor does not manage.</exception>
    public async Task<int> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var by = work.Actor();
        var db = work.Connection;
        // A key acts for its user, but ends nobody's sessions.
        if (by.Role is null || by.UserId != UserId)
            by.MustManage((await FoundUser.RequireAsync(db, UserId, ct)).AppRole);
        var ended = await db.ExecuteAsync(new CommandDefinition(Sql.Of<EndSessions>(), new { user_id = UserId, except = Except, only = Only, now = work.Now }, cancellationToken: ct));
        if (ended > 0)
        {
            await new Audit(AuditAction.SessionsEnded, Audit.User(UserId), new Dictionary<string, string> { ["sessions"] = $"{ended}" })
                .RunAsync(work, ct);
        }
        return ended;
    }
}
