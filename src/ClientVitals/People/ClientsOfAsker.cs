namespace ClientVitals.People;

/// <summary>A client the asker sees; asked by <see cref="SeenClients"/>.</summary>
internal sealed record ClientsOfAsker(Guid Id);
