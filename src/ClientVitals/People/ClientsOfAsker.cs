using ClientVitals.Database;

namespace ClientVitals.People;

/// <summary>A client the asker sees.</summary>
public sealed record ClientsOfAsker(Guid Id)
{
    /// <summary>Those of the named ones that the asker sees; whoever changes them asks this first.</summary>
    public static async Task<IReadOnlyList<Guid>> OfAsync(VitalsDatabase database, DatabaseIdentity who, IReadOnlyCollection<Guid> clients, CancellationToken ct) =>
        [.. (await database.AskAsync<ClientsOfAsker>(who, Sql.Of<ClientsOfAsker>(), new { clients = clients.Distinct().ToArray() }, ct)).Select(one => one.Id)];
}
