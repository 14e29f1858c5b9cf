using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Access;

/// <summary>Removes a view of one's own; somebody else's stays.</summary>
public sealed record RemoveView(Guid Id) : IAct<bool>
{
    /// <returns>Whether it was there.</returns>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var user = SavedViews.OwnerOf(work);
        return await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<RemoveView>("Write"), new { user_id = user, id = Id }, cancellationToken: ct)) > 0
            && await new Audit(AuditAction.ViewsChanged, null, new Dictionary<string, string> { ["did"] = "removed" }).RunAsync(work, ct);
    }
}
