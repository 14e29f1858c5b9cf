using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>Takes a pause back as if it had not been entered; what was judged meanwhile stays as it was judged.</summary>
/// <param name="Client">Whose; null = everybody's.</param>
public sealed record TakeBackPause(Guid? Client, long Pause)
{
    /// <returns>Whether there was such a pause that stood.</returns>
    public async Task<bool> RunAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct) =>
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<TakeBackPause>("Write"), new { client = Client, pause = Pause, now }, cancellationToken: ct)) > 0;
}
