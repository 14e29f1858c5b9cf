using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Insights;

/// <summary>A finding that the actor sees.</summary>
internal sealed record InsightOfCaller(Guid Id)
{
    /// <summary>What is said of a finding that is not there, and of one of another coach's book.</summary>
    public const string NoSuchFinding = "There is no such finding, or it is not about your book.";

    /// <summary>Checks that the actor sees it, locks it, then reads it: who waited sees what the one before wrote.</summary>
    /// <exception cref="NotFoundException">The actor sees no such finding.</exception>
    public static async Task<InsightStanding> TakeAsync(UnitOfWork work, Guid insight, CancellationToken ct)
    {
        if (await work.SeenAsync<InsightOfCaller>(Sql.Of<InsightOfCaller>(), new { insight }, ct) is [])
            throw new NotFoundException(NoSuchFinding);
        return await work.Connection.QuerySingleOrDefaultAsync<InsightStanding>(new CommandDefinition(Sql.Of<InsightStanding>(), new { insight = (Guid?)insight }, cancellationToken: ct))
            ?? throw new NotFoundException(NoSuchFinding);
    }
}
