using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>
/// Ends the pauses in which somebody, or everybody, is on a day: that day is the first one back. A pause that would end on or
/// before its first day is taken out. An analysis as of an earlier moment still knows what held then.
/// </summary>
/// <param name="Client">Whose; null = everybody's pauses.</param>
/// <param name="BackOn">First day back.</param>
public sealed record EndPause(Guid? Client, DateOnly BackOn) : IAct<int>
{
    /// <summary>Ends them from now on; returns how many, 0 when none covers that day.</summary>
    /// <exception cref="NotFoundException">The one who acts sees no such client.</exception>
    public async Task<int> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        await work.MustPauseAsync(Client, ct);
        var ended = await work.Connection.ExecuteScalarAsync<int>(new CommandDefinition(
            Sql.Of<EndPause>("End"), new { client = Client, back_on = BackOn, now = work.Now }, cancellationToken: ct));
        if (ended > 0)
            await Audit.Client("back", Client, ("pauses", ended.ToString(CultureInfo.InvariantCulture))).RunAsync(work, ct);
        return ended;
    }
}
