using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>
/// Ends the pauses in which somebody, or everybody, stands on a day: that day is the first one back. A pause that would end on or
/// before its first day is taken out. An analysis as of an earlier moment still knows what held then.
/// </summary>
/// <param name="Client">Whose; null = everybody's pauses.</param>
/// <param name="BackOn">First day back.</param>
public sealed record EndPause(Guid? Client, DateOnly BackOn)
{
    /// <summary>Ends them from <paramref name="now"/> on; returns how many, 0 when none stood on that day.</summary>
    public Task<int> RunAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct) =>
        db.ExecuteScalarAsync<int>(new CommandDefinition(Sql.Of<EndPause>("End"), new { client = Client, back_on = BackOn, now }, cancellationToken: ct));
}
