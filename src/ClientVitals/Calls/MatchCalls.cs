using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Calls;

/// <summary>Gives calls without a client to the client whose address is known by now.</summary>
public sealed record MatchCalls : IAct<int>
{
    /// <summary>Returns how many calls found their client.</summary>
    public async Task<int> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var matched = await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<MatchCalls>(), cancellationToken: ct));
        if (matched > 0)
            await Audit.Client("calls matched", null, ("calls", matched.ToString(CultureInfo.InvariantCulture))).RunAsync(work, ct);
        return matched;
    }
}
