using ClientVitals.Access;
using ClientVitals.Database;

namespace ClientVitals.People;

/// <summary>Whose client a change is about: asked of the database's own row-level security, as the one who acts, in the change's own transaction.</summary>
public static class SeenClients
{
    /// <summary>What is said of a client who is not there, and of one in another coach's book.</summary>
    public const string NoSuchClient = "There is no such client, or they are not in your book.";

    /// <summary>Those of the named clients whom the one who acts may see.</summary>
    public static async Task<IReadOnlyList<Guid>> SeenClientsAsync(this UnitOfWork work, IReadOnlyCollection<Guid> clients, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(clients);
        return clients.Count == 0
            ? []
            : [.. (await work.SeenAsync<ClientsOfCaller>(Sql.Of<ClientsOfCaller>(), new { clients = clients.Distinct().ToArray() }, ct)).Select(one => one.Id)];
    }

    /// <summary>Refuses a pause of a client whom the one who acts may not see, and one of everybody by somebody with a book of their own.</summary>
    /// <param name="client">Whose; null = everybody's.</param>
    internal static async Task MustPauseAsync(this UnitOfWork work, Guid? client, CancellationToken ct)
    {
        if (client is { } one)
            await work.MustSeeClientAsync(one, ct);
        else if (!work.Actor().WorksOnAll)
            throw new ForbiddenException("Only an owner or an admin can enter a business closure.");
    }

    /// <summary>Refuses a change of a client whom the one who acts may not see.</summary>
    /// <exception cref="NotFoundException">They are not there, or in another coach's book.</exception>
    public static async Task MustSeeClientAsync(this UnitOfWork work, Guid client, CancellationToken ct)
    {
        if (await work.SeenClientsAsync([client], ct) is [])
            throw new NotFoundException(NoSuchClient);
    }

    /// <summary>As above, for several: one that is not seen refuses all.</summary>
    /// <exception cref="NotFoundException">One of them is not there, or in another coach's book.</exception>
    public static async Task MustSeeClientsAsync(this UnitOfWork work, IReadOnlyCollection<Guid> clients, CancellationToken ct)
    {
        if ((await work.SeenClientsAsync(clients, ct)).Count < clients.Distinct().Count())
            throw new NotFoundException("One of these clients does not exist or is not in your book; nothing was changed.");
    }

    /// <summary>Of clients chosen in a list those whom the one who acts still sees: one may have been merged or given away meanwhile.</summary>
    /// <exception cref="NotFoundException">None of them.</exception>
    internal static async Task<Guid[]> StillSeenAsync(this UnitOfWork work, IReadOnlyCollection<Guid> clients, CancellationToken ct) =>
        await work.SeenClientsAsync(clients, ct) is { Count: > 0 } seen
            ? [.. seen]
            : throw new NotFoundException("None of these clients exists and is in your book; nothing was changed.");
}
