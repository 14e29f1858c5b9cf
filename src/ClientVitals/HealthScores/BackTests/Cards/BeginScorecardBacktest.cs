using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.Versions;
using Dapper;

namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>
/// Writes down that a version of the scorecard is being back-tested. The process that runs it holds the lease of the run ledger, so a test that is still written down as running has lost its
/// server and is closed.
/// </summary>
/// <param name="Scorecard">Name and version: own-v1.</param>
internal sealed record BeginScorecardBacktest(string Scorecard) : IAct<long>
{
    /// <summary>Back-tests of a version that are kept, with this one.</summary>
    private const int Kept = 5;

    /// <returns>Its row in <c>scorecard_back_tests</c>.</returns>
    /// <exception cref="NotFoundException">There is no such scorecard.</exception>
    /// <exception cref="ForbiddenException">Neither an owner, nor an admin, nor a program.</exception>
    public async Task<long> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        work.MustChangeScorecards();
        var about = new { scorecard = Scorecard, now = work.Now, by = work.By.Name, kept = Kept - 1 };
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<BeginScorecardBacktest>("Over"), about, cancellationToken: ct));
        var id = await work.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(Sql.Of<BeginScorecardBacktest>("Write"), about, cancellationToken: ct))
            ?? throw SwitchOnScorecard.NoSuch(Scorecard);
        await ScorecardActions.Of("back-test begun", Scorecard).RunAsync(work, ct);
        return id;
    }
}
