using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.HealthScores.Versions;

/// <summary>Takes back that a scorecard is switched on, until it begins.</summary>
/// <param name="Scorecard">Name and version: own-v1.</param>
public sealed record CallOffScorecard(string Scorecard) : IAct<bool>
{
    /// <returns>Whether it was to begin; false = there is no such scorecard, or it is or was in force, or was never switched on.</returns>
    /// <exception cref="ForbiddenException">Neither an owner nor an admin.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        work.MustChangeScorecards();
        var off = await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<CallOffScorecard>("Write"), new { scorecard = Scorecard, now = work.Now }, cancellationToken: ct));
        return off > 0 && await ScorecardActions.Of("called off", Scorecard).RunAsync(work, ct);
    }
}
