using System.Security.Cryptography;
using System.Text;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Sources;

/// <summary>Keeps what was chosen for a file, for the next one of the same source with the same columns.</summary>
/// <param name="Source">The name of the source.</param>
/// <param name="Entity">Of what: <c>calls</c>.</param>
/// <param name="Columns">The column names of the file.</param>
/// <param name="Choices">What was chosen, as JSON; null = nothing: what was kept is forgotten.</param>
public sealed record KeepReading(string Source, string Entity, IReadOnlyList<string> Columns, string? Choices) : IAct<bool>
{
    /// <returns>Whether anything changed.</returns>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var about = new { source = Source, entity = Entity, columns = Columns.ToArray(), columns_sha256 = Hash(), choices = Choices, now = work.Now, kept_by = work.By.Name };
        var id = await work.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            Sql.Of<KeepReading>(Choices is null ? "Remove" : "Write"), about, cancellationToken: ct));
        return id is not null
            && await new Audit(SourceActions.Changed, $"reading:{id}", new Dictionary<string, string> { ["did"] = Choices is null ? "reading forgotten" : "reading kept" }).RunAsync(work, ct);
    }

    private string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Columns))));
}
