namespace ClientVitals.Database;

/// <summary>
/// A change, as one step of a unit of work. It checks whether the one who acts may make it, and writes its own audit line, so that it is the
/// same act from a page, the API or the command line.
/// </summary>
/// <typeparam name="TDone">A small fact of what it did.</typeparam>
public interface IAct<TDone>
{
    /// <summary>Makes the change; who began <paramref name="work"/> commits it.</summary>
    /// <exception cref="PlainError">Something is wrong with what was asked; nothing of it must be kept.</exception>
    Task<TDone> RunAsync(UnitOfWork work, CancellationToken ct);
}
