using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>
/// Takes back all pauses that were entered together with one, for several clients at once, as if they had not been entered. Those of clients
/// whom the actor does not see stay, and so do pauses that were taken back or changed since.
/// </summary>
/// <param name="Pause">The number of one of them.</param>
public sealed record TakeBackPauses(long Pause) : IAct<int>
{
    /// <returns>How many were taken back.</returns>
    /// <exception cref="NotFoundException">There is no such pause, or the actor sees none of them, or they were taken back already.</exception>
    public async Task<int> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var pauses = (await work.SeenAsync<Together>(Sql.Of<TakeBackPauses>("Together"), new { pause = Pause }, ct)).Select(one => one.Id).ToArray();
        var back = pauses.Length == 0 ? 0 : await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<TakeBackPauses>("Write"), new { pauses, now = work.Now }, cancellationToken: ct));
        if (back == 0)
            throw new NotFoundException($"There is no pause to take back that was entered together with pause {Pause}: it is not of a client in your book, or it was taken back already.");
        await Audit.Client("several pauses taken back", null, ("clients", back.ToString(CultureInfo.InvariantCulture))).RunAsync(work, ct);
        return back;
    }

    /// <summary>A pause that was entered together with others.</summary>
    internal sealed record Together(long Id);
}
