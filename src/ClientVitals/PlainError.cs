namespace ClientVitals;

/// <summary>
/// Something a person can put right: the message is one plain sentence that says what, where and what to do.
/// Doors print it as it is; every other exception is a broken world.
/// </summary>
public class PlainError(string message, Exception? cause = null) : Exception(message, cause);
