using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>
/// Takes a note back: it stays for the record, and nobody is shown it any more. One's own; an owner, an admin and a program take back
/// anybody's.
/// </summary>
/// <param name="Client">Of whom it is.</param>
public sealed record TakeBackNote(Guid Client, long Note) : IAct<bool>
{
    /// <returns>Whether there was such a note to take back.</returns>
    /// <exception cref="NotFoundException">The one who acts sees no such client.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        await work.MustSeeClientAsync(Client, ct);
        var actor = work.Actor();
        var by = actor.WorksOnAll ? null : actor.UserId;
        return await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<TakeBackNote>("Write"), new { client = Client, note = Note, by, now = work.Now }, cancellationToken: ct)) > 0
            && await Audit.Client("note taken back", Client, ("note", Note.ToString(CultureInfo.InvariantCulture))).RunAsync(work, ct);
    }
}
