using ClientVitals.Database;

namespace ClientVitals.People;

/// <summary>Whose client a change is about: asked of the database's own row-level security, as whoever acts, in the change's own transaction.</summary>
public static class SeenClients
{
    /// <summary>What is said of a client who is not there, and of one in another coach's book.</summary>
    public const string NoSuchClient = "There is no such client, or they are not in your book.";

    /// <summary>Those of the named clients whom whoever acts may see.</summary>
    public static async Task<IReadOnlyList<Guid>> SeenClientsAsync(this UnitOfWork work, IReadOnlyCollection<Guid> clients, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(clients);
        return clients.Count == 0
            ? []
            : [.. (await work.SeenAsync<ClientsOfAsker>(Sql.Of<ClientsOfAsker>(), new { clients = clients.Distinct().ToArray() }, ct)).Select(one => one.Id)];
    }

    /// <summary>Refuses a change of a client whom whoever acts may not see.</summary>
    /// <exception cref="NotFoundException">They are not there, or in another coach's book.</exception>
    public static async Task MustSeeClientAsync(this UnitOfWork work, Guid client, CancellationToken ct)
    {
        if (await work.SeenClientsAsync([client], ct) is [])
            throw new NotFoundException(NoSuchClient);
    }
}
