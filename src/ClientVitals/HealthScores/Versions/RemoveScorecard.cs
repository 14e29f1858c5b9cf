using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.HealthScores.Versions;

/// <summary>Deletes a version by which no score was ever made; those that were switched on stay for good.</summary>
/// <param name="Scorecard">Name and version: own-v1.</param>
public sealed record RemoveScorecard(string Scorecard) : IAct<bool>
{
    /// <returns>Whether there was such a version that was never switched on.</returns>
    /// <exception cref="ForbiddenException">Neither an owner nor an admin.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        work.MustChangeScorecards();
        var gone = await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<RemoveScorecard>("Write"), new { scorecard = Scorecard }, cancellationToken: ct));
        return gone > 0 && await ScorecardActions.Of("deleted", Scorecard).RunAsync(work, ct);
    }
}
