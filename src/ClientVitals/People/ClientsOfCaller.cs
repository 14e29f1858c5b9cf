namespace ClientVitals.People;

/// <summary>A client the caller sees; asked by <see cref="SeenClients"/>.</summary>
internal sealed record ClientsOfCaller(Guid Id);
