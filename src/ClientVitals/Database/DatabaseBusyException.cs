namespace ClientVitals.Database;

/// <summary>
/// The database is there, but every connection this kind of work may use is taken, and none came free in time. Nothing was done; it may be
/// tried again after <see cref="RetryAfter"/>.
/// </summary>
public sealed class DatabaseBusyException(Exception? cause = null)
    : PlainError("The server is busy: all database connections for this kind of request are in use. Try again in a few seconds.", cause)
{
    /// <summary>After how long it is worth trying again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
}
