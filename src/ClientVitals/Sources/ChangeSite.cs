using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Sources;

/// <summary>Allows the pages of another site to call the API from a browser, or allows it no longer.</summary>
/// <param name="Site">Scheme, host and port, as a person writes them.</param>
/// <param name="Allowed">Whether it may call from now on.</param>
public sealed record ChangeSite(string Site, bool Allowed) : IAct<bool>
{
    /// <returns>Whether that changed anything.</returns>
    /// <exception cref="PlainError">It is no site.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var origin = AllowedOrigins.Normal(Site);
        return await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of(typeof(AllowedOrigins), Allowed ? "Allow" : "Forbid"), new { origin, now = work.Now }, cancellationToken: ct)) > 0
            && await new Audit(SourceActions.SitesChanged, null, new Dictionary<string, string> { ["did"] = Allowed ? "allowed" : "forbidden", ["site"] = origin }).RunAsync(work, ct);
    }
}
