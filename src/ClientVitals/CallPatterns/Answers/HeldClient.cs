namespace ClientVitals.CallPatterns.Answers;

/// <summary>A client who is held back because many fell silent on the same days.</summary>
/// <param name="Since">The first of those days.</param>
internal sealed record HeldClient(Guid ClientId, DateOnly Since);
