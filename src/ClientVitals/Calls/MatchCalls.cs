using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Calls;

/// <summary>Gives calls without a client to the client whose address is known by now.</summary>
public sealed record MatchCalls
{
    /// <summary>Returns how many calls found their client.</summary>
    public static async Task<int> RunAsync(VitalsDatabase database, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var work = await database.BeginAsync(ct);
        var matched = await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<MatchCalls>(), commandTimeout: 0, cancellationToken: ct));
        await work.CommitAsync(ct);
        return matched;
    }
}
