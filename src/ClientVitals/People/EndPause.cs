using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>
/// Ends the pauses in which somebody, or everybody, stands on a day: that day is the first one back. A pause that would end on or
/// before its first day is taken out.
/// </summary>
/// <param name="Client">Whose; null = everybody's pauses.</param>
/// <param name="BackOn">First day back.</param>
public sealed record EndPause(Guid? Client, DateOnly BackOn)
{
    /// <summary>Returns how many pauses were ended; 0 when none stood on that day.</summary>
    public Task<int> RunAsync(NpgsqlConnection db, CancellationToken ct) =>
        db.ExecuteScalarAsync<int>(new CommandDefinition(Sql.Of<EndPause>("End"), new { client = Client, back_on = BackOn }, cancellationToken: ct));
}
