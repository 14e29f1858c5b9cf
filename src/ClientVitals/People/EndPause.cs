using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>
/// Ends the pauses in which somebody, or everybody, stands on a day: that day is the first one back. A pause that would end on or
/// before its first day is taken out.
/// </summary>
/// <param name="Email">The client's address; null = everybody's pauses.</param>
/// <param name="BackOn">First day back.</param>
public sealed record EndPause(string? Email, DateOnly BackOn)
{
    /// <summary>Returns how many pauses were ended; 0 when none stood on that day.</summary>
    /// <exception cref="PlainError">Nobody has the address.</exception>
    public async Task<int> RunAsync(NpgsqlConnection db, CancellationToken ct)
    {
        var client = Email is null ? (Guid?)null : await EnterPause.ClientAsync(db, Email, ct);
        return await db.ExecuteScalarAsync<int>(new CommandDefinition(Sql.Of<EndPause>("End"), new { client, back_on = BackOn }, cancellationToken: ct));
    }
}
