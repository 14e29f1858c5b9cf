using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>
/// Removes a system that posts calls, with the ids of what it sent. Its calls and deliveries stay. Only one that is paused: who removes
/// it has seen that nothing of it is taken any more.
/// </summary>
public sealed record RemoveSource(string Name)
{
    /// <exception cref="PlainError">There is none of that name, or it is not paused.</exception>
    public async Task RunAsync(NpgsqlConnection db, CancellationToken ct)
    {
        if (await db.ExecuteAsync(new CommandDefinition(Sql.Of<RemoveSource>("Remove"), new { name = Name }, cancellationToken: ct)) == 0)
            throw new PlainError($"There is no paused source {Name}; pause it before it is removed.");
    }
}
