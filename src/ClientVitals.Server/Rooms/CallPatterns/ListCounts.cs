using System.Collections.Concurrent;
using ClientVitals.Access;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.Database;

namespace ClientVitals.Server.Rooms.CallPatterns;

/// <summary>
/// The counts of the list, counted once for each book and edition: counting reads every judged client, and until the next analysis or
/// answer the count stays what it is.
/// </summary>
internal sealed class ListCounts(VitalsDatabase database)
{
    /// <summary>Books kept at most; beyond them it is counted again.</summary>
    private const int Most = 1000;

    private readonly ConcurrentDictionary<(string Book, Type Of), Counted> _books = new();

    private sealed record Counted(PatternChanges.Edition Edition, Lazy<Task<object>> Count);

    /// <summary>The counts of the list, and what changed.</summary>
    public Task<PatternChanges> OfAsync(Caller who, CancellationToken cancel) => OnceAsync(who, PatternChanges.ReadAsync, cancel);

    /// <summary>The counts of each coach's book.</summary>
    public Task<IReadOnlyList<CoachBook>> BooksAsync(Caller who, CancellationToken cancel) => OnceAsync(who, CoachBooks.ReadAsync, cancel);

    private async Task<T> OnceAsync<T>(Caller who, Func<VitalsDatabase, DatabaseIdentity, CancellationToken, Task<T>> count, CancellationToken cancel)
        where T : notnull
    {
        var edition = await PatternChanges.Edition.ReadAsync(database, cancel);
        // Where no run is on record nothing says when the count is another.
        if (edition.Run is null)
            return await count(database, who.ToIdentity(), cancel);
        // Owners, admins and the program see the same: everything. Others see what their claims let them, whose account it is included.
        var book = who.Role is null or AppRole.Owner or AppRole.Admin ? "" : who.ToIdentity().Claims;
        if (_books.Count > Most)
            _books.Clear();
        var counted = _books.AddOrUpdate(
            (book, typeof(T)),
            _ => new(edition, new(CountAsync)),
            (_, known) => known.Edition == edition && !(known.Count.IsValueCreated && known.Count.Value.IsFaulted) ? known : new(edition, new(CountAsync)));
        return (T)await counted.Count.Value.WaitAsync(cancel);

        async Task<object> CountAsync() => await count(database, who.ToIdentity(), CancellationToken.None);
    }
}
