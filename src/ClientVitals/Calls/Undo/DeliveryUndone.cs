namespace ClientVitals.Calls.Undo;

/// <summary>What the undo of a delivery did.</summary>
/// <param name="CallsRemoved">Calls it had added, which nothing else tells.</param>
/// <param name="CallsRestored">Calls it had corrected, which say again what they said before.</param>
/// <param name="CallsKept">Calls it had added or corrected that another delivery tells too: they stay as they are.</param>
/// <param name="ClientsRemoved">Clients it had made and of whom nothing else is known.</param>
/// <param name="CorrectionsNotRecorded">Corrections that stay, because the delivery came before corrections were recorded.</param>
/// <param name="Corrects">The delivery that this one corrected; null = none. It stays undone until somebody redoes it.</param>
public sealed record DeliveryUndone(
    long Delivery, string Source, string Name, long CallsRemoved, long CallsRestored, long CallsKept, long ClientsRemoved, long CorrectionsNotRecorded = 0, long? Corrects = null)
{
    /// <summary>No call and no client is other than before.</summary>
    public bool ChangedNothing => CallsRemoved + CallsRestored + ClientsRemoved == 0;
}

/// <summary>What the redo of a delivery that was undone did.</summary>
/// <param name="CallsAdded">Calls that are back.</param>
/// <param name="CallsCorrected">Calls that are corrected again.</param>
/// <param name="CallsLeft">Calls that came or changed otherwise meanwhile: they stay as they are.</param>
/// <param name="ClientsBack">Clients who are back.</param>
public sealed record DeliveryRedone(long Delivery, string Source, string Name, long CallsAdded, long CallsCorrected, long CallsLeft, long ClientsBack);
