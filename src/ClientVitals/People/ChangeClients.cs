using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>Gives clients another coach, another grouping, or both, all at once; what is not given stays as it was.</summary>
/// <param name="Clients">Whom, at most <see cref="Most"/>.</param>
/// <param name="Coach">Somebody of the staff.</param>
/// <param name="Segment">A grouping of the business's own; an empty text = none.</param>
public sealed record ChangeClients(IReadOnlyCollection<Guid> Clients, Guid? Coach = null, string? Segment = null)
{
    /// <summary>Clients changed at once at most.</summary>
    public const int Most = 500;

    /// <summary>What became of them.</summary>
    /// <param name="Changed">How many are another's, or stand in another grouping, than before.</param>
    public sealed record Done(int Changed);

    /// <summary>Changes them; who went from one coach to another is written down.</summary>
    /// <exception cref="PlainError">There is nothing to change, too many are named, or the coach or the grouping cannot be.</exception>
    public async Task<Done> RunAsync(NpgsqlConnection db, DateTimeOffset now, string by, CancellationToken ct)
    {
        if (Clients.Count is 0 or > Most)
            throw new PlainError($"Name 1 to {Most} clients; {Clients.Count} are named.");
        if (Coach is null && Segment is null)
            throw new PlainError("Say what is to be changed: the coach, the grouping, or both.");
        if (Segment?.Trim().Length > Segments.Longest)
            throw new PlainError($"A grouping has at most {Segments.Longest} letters; this one has {Segment.Trim().Length}.");
        if (Coach is { } coach && !await db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<ChangeClients>("Known"), new { coach }, cancellationToken: ct)))
            throw new PlainError("The coach is nobody of the staff; invite them first.");
        return await db.QuerySingleAsync<Done>(new CommandDefinition(
            Sql.Of<ChangeClients>("Write"),
            new { clients = Clients.Distinct().ToArray(), coach = Coach, segment = Segment?.Trim(), now, by },
            cancellationToken: ct));
    }
}
