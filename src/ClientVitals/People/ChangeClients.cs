using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>Gives clients another coach, another grouping, or both, all at once; what is not given stays as it was.</summary>
/// <param name="Clients">Whom, at most <see cref="Most"/>.</param>
/// <param name="Coach">Somebody of the staff.</param>
/// <param name="Segment">A grouping of the business's own; an empty text = none.</param>
public sealed record ChangeClients(IReadOnlyCollection<Guid> Clients, Guid? Coach = null, string? Segment = null) : IAct<ChangeClients.Done>
{
    /// <summary>Clients changed at once at most.</summary>
    public const int Most = 500;

    /// <summary>What became of them.</summary>
    /// <param name="Changed">How many are another's, or stand in another grouping, than before.</param>
    public sealed record Done(int Changed);

    /// <summary>Changes them; who went from one coach to another is written down.</summary>
    /// <exception cref="PlainError">There is nothing to change, too many are named, or the coach or the grouping cannot be.</exception>
    /// <exception cref="ForbiddenException">The one who acts works in one book: clients change hands by an owner or admin.</exception>
    public async Task<Done> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        if (!work.Actor().WorksOnAll)
            throw new ForbiddenException("Only an owner or an admin can change the coach of clients.");
        var db = work.Connection;
        if (Clients.Count is 0 or > Most)
            throw new PlainError($"Name 1 to {Most} clients; {Clients.Count} are named.");
        if (Coach is null && Segment is null)
            throw new PlainError("Say what to change: the coach, the group, or both.");
        if (Segment?.Trim().Length > Segments.Longest)
            throw new PlainError($"A group has at most {Segments.Longest} characters; this one has {Segment.Trim().Length}.");
        if (Coach is { } coach && !await db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<ChangeClients>("Known"), new { coach }, cancellationToken: ct)))
            throw new PlainError("The coach is not on the staff; invite them first.");
        var clients = await work.StillSeenAsync(Clients, ct);
        var done = await db.QuerySingleAsync<Done>(new CommandDefinition(
            Sql.Of<ChangeClients>("Write"),
            new { clients, coach = Coach, segment = Segment?.Trim(), now = work.Now, by = work.By.Name },
            cancellationToken: ct));
        if (done.Changed > 0)
            await Audit.Client("coach or grouping changed", null, ("clients", done.Changed.ToString(CultureInfo.InvariantCulture))).RunAsync(work, ct);
        return done;
    }
}
