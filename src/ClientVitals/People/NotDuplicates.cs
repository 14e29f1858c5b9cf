using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>Says that two clients are two persons, or takes that back; nobody is asked about them again meanwhile.</summary>
public sealed record NotDuplicates(Guid One, Guid Other)
{
    /// <exception cref="PlainError">Both are the same, or one of them is not there.</exception>
    public async Task RunAsync(NpgsqlConnection db, DateTimeOffset now, string by, CancellationToken ct)
    {
        if (One == Other)
            throw new PlainError("Name two clients; both are the same.");
        if (await db.ExecuteAsync(new CommandDefinition(Sql.Of<NotDuplicates>("Write"), new { one = One, other = Other, now, by }, cancellationToken: ct)) == 0)
            throw new PlainError("One of the two clients is not there any more.");
    }

    /// <returns>Whether it had been said.</returns>
    public async Task<bool> TakeBackAsync(NpgsqlConnection db, CancellationToken ct) =>
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<NotDuplicates>("TakeBack"), new { one = One, other = Other }, cancellationToken: ct)) > 0;
}
