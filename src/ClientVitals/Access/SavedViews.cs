using ClientVitals.Database;

namespace ClientVitals.Access;

/// <summary>Filters of a list that somebody saved under a name; nobody else sees them.</summary>
/// <param name="Place">The list: /clients or /call-patterns.</param>
/// <param name="Filters">As the address writes them, without the question mark.</param>
public sealed record SavedView(Guid Id, string Place, string Name, string Filters);

/// <summary>The saved views of a person.</summary>
public static class SavedViews
{
    /// <summary>Views of one person and list at most.</summary>
    public const int Most = 20;

    /// <summary>Those of the one who asks, by name.</summary>
    public static Task<IReadOnlyList<SavedView>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, string place, CancellationToken ct) =>
        database.AskAsync<SavedView>(who, Sql.Of(typeof(SavedViews)), new { place, most = Most }, ct);

    /// <summary>Whose views these are: a person's, by session or by a key of theirs.</summary>
    /// <exception cref="PlainError">A program acts.</exception>
    internal static Guid OwnerOf(UnitOfWork work) =>
        work.Actor().UserId ?? throw new PlainError("Views belong to an account, and this key has none; sign in.");
}
