using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>Says that two clients are two persons, or takes that back; nobody is asked about them again meanwhile.</summary>
public sealed record NotDuplicates(Guid One, Guid Other) : IAct<bool>
{
    /// <returns>Always true: it is on record now, whether or not it had been said before.</returns>
    /// <exception cref="PlainError">Both are the same, or one of them is not there.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        if (One == Other)
            throw new PlainError("Name two different clients; these are the same.");
        await work.MustSeeClientsAsync([One, Other], ct);
        if (await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<NotDuplicates>("Write"), new { one = One, other = Other, now = work.Now, by = work.By.Name }, cancellationToken: ct)) == 0)
            throw new PlainError("One of the two clients no longer exists.");
        return await Audit.Client("two persons", One, ("other", Other.ToString())).RunAsync(work, ct);
    }

    /// <returns>Whether it had been said.</returns>
    public async Task<bool> TakeBackAsync(UnitOfWork work, CancellationToken ct)
    {
        await work.MustSeeClientsAsync([One, Other], ct);
        return await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<NotDuplicates>("TakeBack"), new { one = One, other = Other }, cancellationToken: ct)) > 0
            && await Audit.Client("two persons taken back", One, ("other", Other.ToString())).RunAsync(work, ct);
    }
}
