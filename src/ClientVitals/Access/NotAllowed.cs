namespace ClientVitals.Access;

/// <summary>Whoever asks may not do this; everybody else's errors say that something is wrong with what was asked.</summary>
public sealed class NotAllowed(string message) : PlainError(message);
