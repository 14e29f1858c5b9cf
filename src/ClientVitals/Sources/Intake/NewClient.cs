namespace ClientVitals.Sources.Intake;

/// <summary>Somebody whom an intake would make a client.</summary>
/// <param name="Name">As the delivery writes it; null where it names only an address.</param>
/// <param name="Address">Their e-mail, else their number.</param>
/// <param name="Clients">How many such clients there are in all.</param>
public sealed record NewClient(string? Name, string Address, long Clients);
