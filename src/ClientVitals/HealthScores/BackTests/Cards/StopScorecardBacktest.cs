using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.Versions;
using Dapper;

namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>Asks the back-test of a version to stop; whichever server runs it does so at its next sign of life.</summary>
/// <param name="Scorecard">Name and version: own-v1.</param>
public sealed record StopScorecardBacktest(string Scorecard) : IAct<bool>
{
    /// <returns>Whether one is running that nobody had asked to stop.</returns>
    /// <exception cref="ForbiddenException">Neither an owner, nor an admin, nor a program.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        work.MustChangeScorecards();
        var asked = await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<StopScorecardBacktest>("Write"), new { scorecard = Scorecard, now = work.Now, by = work.By.Name }, cancellationToken: ct));
        return asked > 0 && await ScorecardActions.Of("back-test stopped", Scorecard).RunAsync(work, ct);
    }
}
