using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Sources;

/// <summary>Forgets what was chosen for the files of a source: the next one is read as it is recognised.</summary>
public sealed record ForgetReading(long Id) : IAct<bool>
{
    /// <returns>Whether it was there.</returns>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<ForgetReading>(), new { id = Id }, cancellationToken: ct)) > 0
            && await new Audit(SourceActions.Changed, $"reading:{Id}", new Dictionary<string, string> { ["did"] = "reading forgotten" }).RunAsync(work, ct);
    }
}
