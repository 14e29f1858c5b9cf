using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using Dapper;

namespace ClientVitals.HealthScores.Overrides;

/// <summary>Takes back what was set by hand: what was set before it holds again while it runs, else the computed score. It stays on record.</summary>
/// <param name="Client">Whose.</param>
/// <param name="Override">Which.</param>
public sealed record TakeBackOverride(Guid Client, long Override) : IAct<bool>
{
    /// <returns>Whether there was such a one that was not taken back.</returns>
    /// <exception cref="NotFoundException">The one who acts sees no such client.</exception>
    /// <exception cref="ForbiddenException">They do not see how clients are judged.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        await work.MustSeeClientAsync(Client, ct);
        work.MustJudge();
        var gone = await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<TakeBackOverride>("Write"), new { client = Client, which = Override, now = work.Now, by = work.By.Name }, cancellationToken: ct));
        if (gone == 0)
            return false;
        await Audit.Client("health by hand taken back", Client).RunAsync(work, ct);
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<OverrideHealth>("Tell"), cancellationToken: ct));
        return true;
    }
}
