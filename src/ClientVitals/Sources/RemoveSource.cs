using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Sources;

/// <summary>
/// Removes a system that posts calls, with the ids of what it sent. Its calls and deliveries stay. Only one that is paused: who removes
/// it has seen that nothing of it is taken any more.
/// </summary>
public sealed record RemoveSource(string Name) : IAct<bool>
{
    /// <exception cref="PlainError">There is no such source, or it is not paused.</exception>
    /// <returns>Always true: it is gone.</returns>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<RemoveSource>("Remove"), new { name = Name }, cancellationToken: ct)) == 0)
            throw new PlainError($"There is no paused source {Name}; pause it before you remove it.");
        return await new Audit(SourceActions.Changed, $"source:{Name}", new Dictionary<string, string> { ["did"] = "removed" }).RunAsync(work, ct);
    }
}
