using System.Collections.Concurrent;
using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.Database;

namespace ClientVitals.Server.Rooms.CallPatterns;

/// <summary>
/// What is counted over a whole book, once for each book and edition: counting reads every client of it, and until the next run or
/// answer the count stays what it is.
/// </summary>
internal sealed class ListCounts(VitalsDatabase database)
{
    /// <summary>Books kept at most; beyond them it is counted again.</summary>
    private const int Most = 1000;

    private readonly ConcurrentDictionary<(string Book, Type Of), Counted> _books = new();

    private sealed record Counted(PatternChanges.Edition Edition, Lazy<Task<object>> Count);

    /// <summary>The counts of the list, and what changed.</summary>
    public Task<PatternChanges> OfAsync(Caller who, CancellationToken cancel) => OnceAsync(who, AnalyzeCallPatterns.Job, PatternChanges.ReadAsync, cancel);

    /// <summary>The counts of each coach's book.</summary>
    public Task<IReadOnlyList<CoachBook>> BooksAsync(Caller who, CancellationToken cancel) => OnceAsync(who, AnalyzeCallPatterns.Job, CoachBooks.ReadAsync, cancel);

    /// <summary>Counts, or tells what was counted since the job last ran. A type of count belongs to one job.</summary>
    /// <param name="job">The job whose next run makes it another count.</param>
    public async Task<T> OnceAsync<T>(Caller who, string job, Func<VitalsDatabase, DatabaseIdentity, CancellationToken, Task<T>> count, CancellationToken cancel)
        where T : notnull
    {
        var edition = await PatternChanges.Edition.ReadAsync(database, cancel, job);
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
