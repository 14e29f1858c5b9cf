using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>Takes a note back: it stays for the record, and nobody is shown it any more.</summary>
/// <param name="Client">Of whom it is.</param>
/// <param name="By">Only one this account wrote; null = anybody's.</param>
public sealed record TakeBackNote(Guid Client, long Note, Guid? By)
{
    /// <returns>Whether there was such a note that stood.</returns>
    public async Task<bool> RunAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct) =>
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<TakeBackNote>("Write"), new { client = Client, note = Note, by = By, now }, cancellationToken: ct)) > 0;
}
