using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>Enters the same pause for several clients, as <see cref="EnterPause"/> does for one; an equal pause again adds nothing.</summary>
/// <param name="Clients">Whose, at most <see cref="ChangeClients.Most"/>.</param>
/// <param name="From">First day away.</param>
/// <param name="Until">First day back; null = not known.</param>
public sealed record PauseClients(IReadOnlyCollection<Guid> Clients, DateOnly From, DateOnly? Until, PauseReason Reason = PauseReason.Other) : IAct<int>
{
    /// <returns>How many pauses were entered.</returns>
    /// <exception cref="PlainError">It ends before it begins, or nobody or too many are named.</exception>
    /// <exception cref="NotFoundException">The one who acts sees none of them.</exception>
    public async Task<int> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        if (Clients.Count is 0 or > ChangeClients.Most)
            throw new PlainError($"Name 1 to {ChangeClients.Most} clients; {Clients.Count} are named.");
        if (Until <= From)
            throw new PlainError($"A pause from {From:yyyy-MM-dd} must end later: the end is the first day back, and {Until:yyyy-MM-dd} is not after it.");
        var clients = await work.StillSeenAsync(Clients, ct);
        var entered = await work.Connection.ExecuteScalarAsync<int>(new CommandDefinition(
            Sql.Of<PauseClients>("Write"),
            new { clients, starts_on = From, ends_on = Until, reason = Reason.ToString().ToUpperInvariant(), now = work.Now, by = work.By.Name },
            cancellationToken: ct));
        if (entered > 0)
            await Audit.Client("several paused", null, ("clients", entered.ToString(CultureInfo.InvariantCulture))).RunAsync(work, ct);
        return entered;
    }
}
