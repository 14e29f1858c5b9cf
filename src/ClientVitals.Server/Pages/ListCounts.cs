using System.Collections.Concurrent;
using ClientVitals.Access;
using ClientVitals.CallPatterns;
using ClientVitals.Database;

namespace ClientVitals.Server.Pages;

/// <summary>
/// How the list stands, counted once for each book and edition: counting reads every judged client, and until the next analysis or
/// answer the count stays what it is.
/// </summary>
internal sealed class ListCounts(VitalsDatabase database)
{
    /// <summary>Books kept at most; beyond them it is counted anew.</summary>
    private const int Most = 1000;

    private readonly ConcurrentDictionary<Guid, Counted> _books = new();

    private sealed record Counted(PatternChanges.Edition Edition, Lazy<Task<PatternChanges>> Changes);

    public async Task<PatternChanges> OfAsync(Caller who, CancellationToken cancel)
    {
        var edition = await PatternChanges.Edition.ReadAsync(database, cancel);
        // Where no run is on record nothing says when the count is another.
        if (edition.Run is null)
            return await PatternChanges.ReadAsync(database, who.ToActingAs(), cancel);
        // Owners, admins and the program see the same: everything. Of others each their own book.
        var book = who.Role is null or AppRole.Owner or AppRole.Admin ? Guid.Empty : who.UserId!.Value;
        if (_books.Count > Most)
            _books.Clear();
        var counted = _books.AddOrUpdate(
            book,
            _ => New(edition, who),
            (_, known) => known.Edition == edition && !known.Changes.Value.IsFaulted ? known : New(edition, who));
        return await counted.Changes.Value.WaitAsync(cancel);
    }

    private Counted New(PatternChanges.Edition edition, Caller who) =>
        new(edition, new(() => PatternChanges.ReadAsync(database, who.ToActingAs(), CancellationToken.None)));
}
