using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.HealthScores.Versions;

/// <summary>
/// Switches a scorecard on from the beginning of the next business day: no day is scored by two. A version is switched on once; to return to earlier rules, a
/// copy of them is a new version, so that each score says by which stretch of time its rules were in force.
/// </summary>
/// <param name="Scorecard">Name and version: own-v1.</param>
public sealed record SwitchOnScorecard(string Scorecard) : IAct<DateTimeOffset>
{
    internal sealed record Standing(int Id, bool WasOn, string? AlsoTomorrow);

    /// <returns>The moment from which scores are made by it.</returns>
    /// <exception cref="NotFoundException">There is no such scorecard.</exception>
    /// <exception cref="PlainError">It was switched on before, or another one begins tomorrow.</exception>
    /// <exception cref="ForbiddenException">Neither an owner nor an admin.</exception>
    public async Task<DateTimeOffset> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        work.MustChangeScorecards();
        var db = work.Connection;
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<SaveScorecard>("Turn"), cancellationToken: ct));
        var standing = await db.QuerySingleOrDefaultAsync<Standing>(new CommandDefinition(
            Sql.Of<SwitchOnScorecard>("Standing"), new { scorecard = Scorecard, now = work.Now }, cancellationToken: ct)) ?? throw NoSuch(Scorecard);
        if (standing.WasOn)
            throw new PlainError($"{Scorecard} was switched on already. To return to its rules, save a copy of it as a new version and switch that on.");
        if (standing.AlsoTomorrow is { } other)
            throw new PlainError($"{other} begins tomorrow already; call that off first.");
        var from = await db.ExecuteScalarAsync<DateTimeOffset>(new CommandDefinition(
            Sql.Of<SwitchOnScorecard>("Write"), new { id = standing.Id, now = work.Now, by = work.By.Name }, cancellationToken: ct));
        await ScorecardActions.Of("switched on", Scorecard).RunAsync(work, ct);
        return from;
    }

    internal static NotFoundException NoSuch(string scorecard) => new($"There is no scorecard \"{scorecard}\"; vitals health scorecards lists them.");
}
